/** The function, computed once for each of what it is asked. */
export function once<Asked, Answer>(of: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const known = new Map<Asked, Answer>();
  return (asked) => {
    if (!known.has(asked)) known.set(asked, of(asked));
    return known.get(asked) as Answer;
  };
}
