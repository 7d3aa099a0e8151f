package io.muster.rule;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** The assessment by a few rules instead of all of them. */
public final class Assessments {

    private Assessments() {}

    public static Assessment by(Rule<?>... rules) {
        return new Assessment(new Catalogue(List.of(rules)), new SimpleMeterRegistry());
    }
}
