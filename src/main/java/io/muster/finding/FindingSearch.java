package io.muster.finding;

import java.util.List;

/**
 * A text that people look for among findings: a part of the message, of the rule's id or title, or of the resource's id or name,
 * in any case.
 *
 * @param ruleIds the rules whose titles have the part
 */
public record FindingSearch(String text, List<String> ruleIds) {}
