package io.muster.graphql;

import io.muster.estate.reach.GuardedWay;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("GuardedWay")
@Description(
        "A way in for those alone who hold a right of IAM, or who authenticate at a Client VPN: it is never counted as open.")
public record GuardedWayType(
        @NonNull @Description("The kind of the resource by which it leads.")
        ResourceKind kind,

        @NonNull @Description("AWS's short id of that resource; empty where the kind was not read.")
        String resourceId,

        @NonNull @Description("The right, or the authentication, that it takes.")
        String guard,

        @NonNull @Description("Whether the way is open for those.")
        Reachable verdict,

        @NonNull @Description("The hops in order.") List<@NonNull ExposureHopType> hops,

        @Description("The first hop that stops it; null unless the verdict is NO.")
        ExposureHopType blocking,

        @NonNull @Description("The data that was not read, where it decides.")
        List<@NonNull String> missing) {

    static GuardedWayType of(GuardedWay way) {
        return new GuardedWayType(
                way.kind(),
                way.resourceId(),
                way.guard(),
                way.outcome().reachable(),
                way.outcome().hops().stream().map(ExposureHopType::of).toList(),
                ExposureHopType.ofNullable(way.outcome().blocking()),
                way.outcome().missing().stream().sorted().toList());
    }
}
