package io.muster.graphql;

import io.muster.estate.attack.AttackPathReads.CutView;
import io.muster.inventory.kind.ResourceKind;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("BestCut")
@Description("The single change that ends most attack paths of a list.")
public record BestCutType(
        @NonNull @Description("The resource to change.") String resourceArn,

        @NonNull @Description("Its kind.") ResourceKind kind,

        @NonNull @Description("The change, in words.") String change,

        @Description("How many paths of the whole list it ends.")
        int paths) {

    static BestCutType of(CutView cut) {
        return new BestCutType(cut.resourceArn(), ResourceKind.valueOf(cut.kind()), cut.change(), cut.paths());
    }
}
