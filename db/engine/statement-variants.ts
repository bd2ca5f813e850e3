/** Batches whose questions differ in more than their parameters: one statement for each variant. */

/**
 * Asks once for each kind of question among many.
 *
 * @param ask answers by position from 1, as `with ordinality` counts
 */
export async function byVariant<Question, Answer>(
  questions: readonly Question[],
  kindOf: (question: Question) => string,
  ask: (alike: readonly Question[]) => Promise<Map<number, Answer>>,
): Promise<(Answer | undefined)[]> {
  const answers = new Array<Answer | undefined>(questions.length);
  const kinds = Map.groupBy(questions.entries(), ([, question]) => kindOf(question));
  await Promise.all(
    [...kinds.values()].map(async (alike) => {
      const found = await ask(alike.map(([, question]) => question));
      for (const [key, [index]] of alike.entries()) answers[index] = found.get(key + 1);
    }),
  );
  return answers;
}
