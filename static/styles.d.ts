declare module '@atlaskit/tokens/dist/esm/artifacts/themes/*';
