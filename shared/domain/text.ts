/** Words shown to people, in both languages of the product. */
export type Text = { readonly en: string; readonly it: string };
