package io.muster.graphql;

import io.muster.inventory.change.ChangeType;
import io.muster.inventory.change.ChangeView;
import io.muster.inventory.kind.ResourceKind;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Change")
@Description(
        "One step of the inventory's history. It becomes visible with all else that its scan learned of the region, at"
                + " the earliest at its time and at the latest when the scan's transaction ends, some seconds to minutes later.")
public record ChangeEntry(
        @NonNull @Description("The type of the change.") ChangeType type,
        @NonNull @Description("When a scan saw it.") Instant at,

        @Description("True where the resource was created again after it had been deleted.")
        boolean restored,

        @Id @Description("The scan that saw it; null where that is not known: it was seen before Muster kept it.")
        String scanId,

        @NonNull @Description("The ARN of the resource.") String resourceArn,

        @NonNull @Description("AWS's short id of the resource.")
        String resourceId,

        @Description("The name of the resource as it is now, or was when it was deleted.")
        String name,

        @NonNull @Description("The kind of the resource.") ResourceKind kind,

        @NonNull @Description("The account of the resource.")
        String accountId,

        @NonNull @Description("The region of the resource.") String region,

        @Description(FieldSelection.COUNT_DESCRIPTION) int fieldCount,
        @Ignore List<FieldChangeType> changed) {

    static ChangeEntry of(ChangeValue<ChangeView> change) {
        ChangeView view = change.made();
        return new ChangeEntry(
                view.type(),
                view.at(),
                view.restored(),
                view.scanId() == null ? null : view.scanId().toString(),
                view.resourceArn(),
                view.resourceId(),
                view.name(),
                view.kind(),
                view.accountId(),
                view.region(),
                change.fields().count(),
                FieldChangeType.of(change.fields()));
    }
}
