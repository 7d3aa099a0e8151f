package io.muster.graphql;

import io.muster.graphql.endpoint.CallContext;
import io.muster.scan.Permissions;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
@NonBlocking
public class PermissionApi {

    private final Permissions permissions;

    PermissionApi(Permissions permissions) {
        this.permissions = permissions;
    }

    @Query("can")
    @Description(
            "Whether a role may do an action to a resource, by its stored policies, without denied actions, within its"
                    + " permissions boundary and the policies of the organization, with the statements that decide. Policies of"
                    + " resources, but for keys and roles, those of other registered accounts that you may see among them, are not read: one may grant it besides. Null where the role is not in the inventory.")
    public Uni<CanType> can(
            Context context,
            @Name("role") @NonNull @Description("The role, by ARN or by path and name.") String role,
            @Name("action") @NonNull @Description("One action, for example s3:GetObject.") String action,
            @Name("resource")
                    @NonNull
                    @Description(
                            "The resource's ARN, in which wildcards stand for all that they mean; * for an action that knows no resources.")
                    String resource) {
        Permissions.check(action, resource);
        return permissions
                .find(CallContext.accounts(context), role)
                .chain(found -> found.map(one -> permissions.of(one, resource, CallContext.accounts(context)))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .map(found -> found.map(privileges -> CanType.of(privileges.decide(action, resource)))
                        .orElse(null));
    }
}
