package io.muster.rule.own;

/**
 * The text of a file with rules.
 *
 * @param name as messages have it
 */
public record RuleFile(String name, String text) {

    /** The most characters of one file; ConfigMaps of Kubernetes hold no more than a MiB. */
    public static final int LONGEST = 1_048_576;
}
