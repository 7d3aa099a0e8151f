package io.muster.rule;

import java.util.Map;

/** A rule's judgement of one resource. */
public sealed interface Verdict {

    /** The resource is as it should be. */
    record Pass() implements Verdict {
        private static final Pass ONLY = new Pass();
    }

    /**
     * The resource is not as it should be.
     *
     * @param severity the rule's own, or another where the circumstances say so
     * @param message  one sentence that says what is wrong with this very resource
     * @param evidence the facts that made the rule fire: JSON values (strings, numbers, Booleans, lists and maps of them)
     */
    record Fail(Severity severity, String message, Map<String, Object> evidence) implements Verdict {}

    /** The inputs do not suffice for a verdict. */
    record Unknown(String reason) implements Verdict {}

    /** The rule does not apply to the resource. */
    record NotApplicable() implements Verdict {
        private static final NotApplicable ONLY = new NotApplicable();
    }

    static Verdict pass() {
        return Pass.ONLY;
    }

    static Verdict notApplicable() {
        return NotApplicable.ONLY;
    }

    static Verdict unknown(String reason) {
        return new Unknown(reason);
    }

    static Verdict fail(Severity severity, String message, Map<String, Object> evidence) {
        return new Fail(severity, message, evidence);
    }
}
