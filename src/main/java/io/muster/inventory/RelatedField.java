package io.muster.inventory;

import io.muster.inventory.kind.Relation;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of a kind that leads to other resources, over one or more links.
 *
 * @param filter     the name of a Boolean filter that asks whether there is any; empty for none
 * @param filterArns the name of a filter that lists ARNs of which one is among them; empty for none
 * @param addresses  whether their addresses are those of the resource where the path begins, too
 */
public record RelatedField(
        String name,
        ResourceKind to,
        List<Step> path,
        boolean many,
        String filter,
        String filterArns,
        boolean addresses) {

    /** One link, followed as it points or against it. */
    public record Step(Relation relation, boolean incoming) {
        private Step back() {
            return new Step(relation, !incoming);
        }
    }

    /** The way from the resources at its end to those where it begins. */
    List<Step> pathBack() {
        List<Step> back = new ArrayList<>();
        path.forEach(step -> back.add(0, step.back()));
        return back;
    }
}
