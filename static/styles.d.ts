declare module 'virtual:tokens.css';
declare module '@atlaskit/tokens/dist/esm/artifacts/themes/*';
