package io.muster.rule.own;

/**
 * Why a rule, or a whole file, was refused.
 *
 * @param line from 1
 */
public record Fault(String file, int line, String reason) {

    /** The place as compilers write it: {@code own.yaml:12}. */
    public String place() {
        return file + ":" + line;
    }

    @Override
    public String toString() {
        return place() + ": " + reason;
    }
}
