package io.muster.rule;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import java.util.Set;

/**
 * One rule: a CDI bean that judges every resource of one kind. It reads nothing but the estate, and says the same for
 * the same estate.
 *
 * @param <T> the record type of the kind that it judges
 */
public interface Rule<T extends Record> {

    RuleMetadata metadata();

    /** The record type of the kind that it judges. */
    Class<T> type();

    /**
     * The kinds whose listings must be complete for the rule to speak at all; without one of them every verdict is
     * UNKNOWN, and {@link #judge} is not asked. Holds the judged kind itself.
     */
    Set<ResourceKind> needs();

    Verdict judge(Resource<T> resource, Estate estate);
}
