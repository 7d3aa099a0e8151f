package io.muster.rule;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import java.util.Set;

/**
 * One rule: a CDI bean that judges every resource of one kind. It reads nothing but the estate, and says the same for
 * the same estate. A rule about a regional kind is judged in the estate of each region, which holds the region's resources
 * and the account-wide ones; a rule about an account-wide kind in the estate of the account, which holds the resources of
 * all its regions. Either estate is loaded with the kinds that its rules declare, and with no others.
 *
 * @param <T> the record type of the kind that it judges
 */
public interface Rule<T extends Record> {

    RuleMetadata metadata();

    /**
     * Tells one state of the rule from another. A shipped rule's is a number, which is raised with each change after which the rule
     * may say anything else of the same resource: its verdict, the severity, the message or the evidence. Findings that come
     * or go with the change say that it was the rule's, and resources are judged by it again at the first start.
     */
    default String version() {
        return "1";
    }

    /** The record type of the kind that it judges. */
    Class<T> type();

    /**
     * The kinds that must be listed for the rule to speak at all; without one of them every verdict is UNKNOWN, and
     * {@link #judge} is not asked. Holds the judged kind itself, of which a resource is judged once it was read. Where
     * single resources were not read, the estate refuses the conclusions that would rest on them.
     */
    Set<ResourceKind> needs();

    /**
     * Further kinds that the rule looks at as far as they are known, and can do without: to raise or lower a severity, say.
     * Where one was not listed, {@link #judge} is asked all the same; {@link Estate#knows} tells.
     */
    default Set<ResourceKind> consults() {
        return Set.of();
    }

    /** Whether it reads signals of other products ({@link Estate#signals}): its estate is loaded with them then, and it is asked again when they change. */
    default boolean readsSignals() {
        return false;
    }

    /** Whether it asks since when a resource of the kind that it judges is as it is ({@link Estate#stateSince}). */
    default boolean readsAge() {
        return false;
    }

    Verdict judge(Resource<T> resource, Estate estate);
}
