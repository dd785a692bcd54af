import { SecretField } from '../components/secret-field';
import { TextField, type TextFieldProps } from '../components/text-field';
import type { Form, Rules } from './use-form';

/** One text that a form asks for. None of them may be left out. */
export interface AskedText
  extends Pick<TextFieldProps, 'label' | 'help' | 'placeholder' | 'lines' | 'most'> {
  readonly kind: 'text' | 'url' | 'email' | 'secret';
  /** Of a secret, for the button that shows it. */
  readonly about?: string;
  /** Said where it is left out. */
  readonly missing: string;
  /** As it is meant, once somebody has typed it; undefined where that can't be told. */
  readonly tidied?: (typed: string) => string | undefined;
}

/** By the field's name, in the order of the form. */
export type AskedTexts<Name extends string> = Readonly<Record<Name, AskedText>>;

type Texts<Name extends string> = Readonly<Record<Name, string>>;

export function rulesOf<Name extends string>(asked: AskedTexts<Name>): Rules<Texts<Name>> {
  const names = Object.keys(asked) as Name[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      (draft: Texts<Name>) => (draft[name].trim() === '' ? asked[name].missing : undefined),
    ]),
  ) as Rules<Texts<Name>>;
}

/** Without the blanks that came with pasting. */
export function trimmed<Name extends string>(draft: Texts<Name>): Texts<Name> {
  return Object.fromEntries(
    Object.entries<string>(draft).map(([name, text]) => [name, text.trim()]),
  ) as Texts<Name>;
}

export function AskedTextFields<Name extends string>({
  asked,
  form,
}: {
  readonly asked: AskedTexts<Name>;
  readonly form: Form<Texts<Name>>;
}) {
  const change = (name: Name, text: string) =>
    form.change({ [name]: text } as Partial<Texts<Name>>);
  return (Object.keys(asked) as Name[]).map((name) => {
    const { kind, about = '', tidied, label, help, placeholder, lines, most } = asked[name];
    const shared = {
      label,
      help,
      key: name,
      id: form.idOf(name),
      required: true,
      error: form.problemAt(name),
      value: form.draft[name],
      onChange: (text: string) => change(name, text),
    };
    if (kind === 'secret') return <SecretField {...shared} about={about} />;
    const onLeave = () => {
      const text = tidied?.(form.draft[name]);
      if (text !== undefined && text !== form.draft[name]) change(name, text);
    };
    return (
      <TextField
        {...shared}
        type={kind}
        placeholder={placeholder}
        lines={lines}
        most={most}
        onLeave={onLeave}
      />
    );
  });
}
