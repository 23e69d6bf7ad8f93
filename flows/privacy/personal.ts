// What a personal place in a text is.

export type PersonalKind = 'id-card' | 'phone' | 'bank-card' | 'passport' | 'plate' | 'email' | 'wechat' | 'qq' | 'name' | 'address' | 'number';
/** A place in the text as it was given. */
export interface Personal { readonly kind: PersonalKind; readonly start: number; readonly end: number }
