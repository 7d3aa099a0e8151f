package io.muster.graphql;

import io.muster.estate.privilege.RolePrivileges;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.platform.MusterException;
import io.muster.scan.StoredEstates;
import io.muster.scan.StoredEstates.Located;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
@NonBlocking
public class PermissionApi {

    private static final Pattern ACTION = Pattern.compile("[a-zA-Z0-9-]+:[a-zA-Z0-9]+");

    /** Instances are left out: there may be very many, and they tell of a session's origin alone. */
    private static final Set<ResourceKind> KINDS =
            EnumSet.of(ResourceKind.ROLE, ResourceKind.INSTANCE_PROFILE, ResourceKind.ORGANIZATION_POLICY);

    private final StoredEstates estates;

    PermissionApi(StoredEstates estates) {
        this.estates = estates;
    }

    @Query("can")
    @Description(
            "Whether a role may do an action to a resource, by its stored policies, without denied actions, within its"
                    + " permissions boundary and the policies of the organization, with the statements that decide. Policies of"
                    + " resources, but for roles, are not read: one may grant it besides. Null where the role is not in the inventory.")
    public Uni<CanType> can(
            Context context,
            @Name("role") @NonNull @Description("The role, by ARN or by path and name.") String role,
            @Name("action") @NonNull @Description("One action, for example s3:GetObject.") String action,
            @Name("resource") @NonNull @Description("The resource's ARN; * for an action that knows no resources.")
                    String resource) {
        if (!ACTION.matcher(action).matches()) {
            throw MusterException.badField(
                    "action", action + " is no action: write it as s3:GetObject, without wildcards");
        }
        if (!resource.equals("*") && !resource.startsWith("arn:")) {
            throw MusterException.badField("resource", resource + " is neither an ARN nor *");
        }
        return estates.find(CallContext.accounts(context), role)
                .map(found -> found.stream()
                        .filter(one -> one.kind() == ResourceKind.ROLE)
                        .toList())
                .chain(found -> answer(found, role, action, resource));
    }

    private Uni<CanType> answer(List<Located> found, String role, String action, String resource) {
        if (found.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        if (found.size() > 1) {
            throw MusterException.badField("role", role + " is the name of several roles: write the ARN");
        }
        return estates.ofAccount(found.get(0).accountId(), KINDS)
                .map(estate -> estate.findArn(Role.class, found.get(0).arn())
                        .map(known ->
                                CanType.of(RolePrivileges.of(known, estate).decide(action, resource)))
                        .orElse(null));
    }
}
