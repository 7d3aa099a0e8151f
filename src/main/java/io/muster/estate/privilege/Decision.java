package io.muster.estate.privilege;

import java.util.List;

/**
 * Whether a role may do something, with the statements that say so.
 *
 * @param verdict POSSIBLE where it hangs on what is not known
 * @param grants  the statements that allow it, certainly or possibly
 * @param denials the statements that deny it, certainly or possibly
 * @param reasons the other causes that decide: limits of AWS, a boundary without an allowance, cells that were not read
 */
public record Decision(Certainty verdict, List<Statement> grants, List<Statement> denials, List<String> reasons) {}
