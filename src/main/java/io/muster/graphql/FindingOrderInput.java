package io.muster.graphql;

import io.muster.finding.FindingOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Its definition stands in {@link AmendmentPart}. */
@RegisterForReflection
@Name("FindingOrder")
@Description("The order of findings.")
public class FindingOrderInput {

    @NonNull
    @Description("The field.")
    public FindingOrderField field;

    @DefaultValue("DESC")
    @Description("Ascending or descending.")
    public Direction direction;

    @Description("The fields by which findings can be ordered.")
    public enum FindingOrderField {
        @Description("The severity.")
        SEVERITY(FindingOrder.SEVERITY),
        @Description("When the finding was first seen.")
        FIRST_SEEN(FindingOrder.FIRST_SEEN),
        @Description("When the finding was last confirmed.")
        LAST_SEEN(FindingOrder.LAST_SEEN);

        private final FindingOrder order;

        FindingOrderField(FindingOrder order) {
            this.order = order;
        }
    }

    static FindingOrder order(@Nullable FindingOrderInput input) {
        return input == null ? FindingOrder.SEVERITY : input.field.order;
    }

    static boolean descending(@Nullable FindingOrderInput input) {
        return input == null || input.direction == Direction.DESC;
    }
}
