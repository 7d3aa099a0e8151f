package io.muster.rule;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import java.util.Set;

/**
 * One rule: a CDI bean that judges every resource of one kind. It reads nothing but the estate, and gives the same verdicts for
 * the same estate. A rule about a regional kind is judged in the estate of each region, which holds the region's resources and
 * the account-wide ones; a rule about an account-wide kind in the estate of the account, which holds the resources of all its
 * regions. Either estate is loaded with the kinds that its rules declare, and with no others.
 *
 * @param <T> the record type of the kind that it judges
 */
public interface Rule<T extends Record> {

    RuleMetadata metadata();

    /**
     * The version of the rule's logic. A shipped rule's is a number, which is raised with each change that may alter the verdict,
     * severity, message or evidence for some resource. Findings that appear or disappear with the change name it as the cause,
     * and resources are judged again at the first start with it.
     */
    default String version() {
        return "1";
    }

    /** The record type of the kind that it judges. */
    Class<T> type();

    /**
     * The kinds that must be listed for the rule to judge; without one of them every verdict is UNKNOWN, and {@link #judge} is
     * not called. They include the judged kind itself, of which every resource that was read is judged. Where single resources
     * were not read, the estate throws at conclusions that depend on them.
     */
    Set<ResourceKind> needs();

    /**
     * Further kinds that the rule uses if they are known, for example to raise or lower a severity. {@link #judge} is also called
     * if one was not listed; see {@link Estate#knows}.
     */
    default Set<ResourceKind> consults() {
        return Set.of();
    }

    /**
     * Whether it reads signals of other products ({@link io.muster.estate.Beside#signals}): its estate is then loaded with them, and resources are
     * judged again when they change.
     */
    default boolean readsSignals() {
        return false;
    }

    /** Whether it reads when a resource of the judged kind last changed ({@link Estate#stateSince}). */
    default boolean readsAge() {
        return false;
    }

    Verdict judge(Resource<T> resource, Estate estate);
}
