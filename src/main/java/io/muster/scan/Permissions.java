package io.muster.scan;

import io.muster.estate.Estate;
import io.muster.estate.NotRead;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.scan.StoredEstates.Located;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The privileges of a role as they are stored, for a question of a caller. */
@ApplicationScoped
public class Permissions {

    /** See the Service Authorization Reference: a prefix and a name of letters and digits; AWS's longest has 128 characters. */
    private static final Pattern ACTION = Pattern.compile("[a-zA-Z0-9-]{1,64}:[a-zA-Z0-9]{1,128}");

    /** How many parts an ARN has. */
    private static final int PARTS = 6;

    /** Keys and instances are left out, but for the one that is asked about: there may be very many. */
    private static final Set<ResourceKind> KINDS =
            EnumSet.of(ResourceKind.ROLE, ResourceKind.INSTANCE_PROFILE, ResourceKind.ORGANIZATION_POLICY);

    private final StoredEstates estates;

    Permissions(StoredEstates estates) {
        this.estates = estates;
    }

    /** Refuses a question whose action or resource does not have AWS's form. */
    public static void check(String action, String resource) {
        if (!ACTION.matcher(action).matches()) {
            throw MusterException.badField(
                    "action", action + " is no action: write it as s3:GetObject, without wildcards");
        }
        if (!resource.equals("*") && !resource.startsWith("arn:")) {
            throw MusterException.badField("resource", resource + " is neither an ARN nor *");
        }
        if (resource.startsWith("arn:") && resource.split(":", PARTS).length < PARTS) {
            throw MusterException.badField(
                    "resource", resource + " is no whole ARN: write all six parts, as in arn:aws:s3:::bucket/key");
        }
    }

    /**
     * The role of the ARN, or of the path and name, among those that the caller may see.
     *
     * @return empty where the inventory has none; fails where the name is that of several
     */
    public Uni<Optional<Located>> find(AccountScope accounts, String role) {
        return estates.find(accounts, role, Set.of(ResourceKind.ROLE))
                .map(found -> found.stream()
                        .filter(one -> one.kind() == ResourceKind.ROLE)
                        .toList())
                .map(found -> only(role, found));
    }

    private static Optional<Located> only(String role, List<Located> found) {
        if (found.size() > 1) {
            throw MusterException.badField("role", role + " is the name of several roles: write the ARN");
        }
        return found.stream().findFirst();
    }

    /** The privileges come on a worker's thread; empty where the role has gone meanwhile. */
    public Uni<Optional<RolePrivileges>> of(Located role) {
        return of(role, estates.ofAccount(role.accountId(), KINDS));
    }

    /**
     * The same, for a question about a resource: if that is a role of another account that the caller may see, its trust policy
     * is loaded as well; if it is a key or an instance of the account, that is.
     */
    public Uni<Optional<RolePrivileges>> of(Located role, String resource, AccountScope accounts) {
        String[] arn = resource.split(":", 6);
        return arn.length == 6 && arn[2].equals("iam") && accounts.admits(arn[4])
                ? of(role, estates.ofAccount(role.accountId(), KINDS, resource))
                : of(role, estates.ofAccountAnd(resource, role.accountId(), KINDS));
    }

    private static Uni<Optional<RolePrivileges>> of(Located role, Uni<Estate> loaded) {
        return loaded.map(estate -> privileges(role, estate));
    }

    private static Optional<RolePrivileges> privileges(Located role, Estate estate) {
        try {
            return estate.findArn(Role.class, role.arn()).map(known -> RolePrivileges.of(known, estate));
        } catch (NotRead unread) {
            throw new MusterException(
                    ErrorCode.UNAVAILABLE,
                    unread.missing()
                            + " could not be read by the last scan, so that its rights are not known: coverage says why");
        }
    }
}
