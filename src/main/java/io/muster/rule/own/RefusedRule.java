package io.muster.rule.own;

/** Ends the reading of one rule. */
final class RefusedRule extends RuntimeException {

    private final transient Fault fault;

    RefusedRule(Fault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
