package io.muster.estate.attack;

import io.muster.estate.privilege.Privileges;
import io.muster.estate.reach.Reach;
import io.muster.inventory.Fingerprint;
import io.muster.inventory.HeldHosts;
import io.muster.inventory.Resource;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.TrustingRoles;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.Scope;
import io.muster.platform.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** Stands for all that the attack paths of a region are worked out from. Once a day they are worked out in any case: conditions may speak of the time. */
final class AttackPathInputs {

    /** Raised with each change of the paths that follow from the same estate, so that those of unchanged regions are worked out anew. */
    static final int VERSION = 10;

    private AttackPathInputs() {}

    /** The stored inputs: the resources of the region and of its account, networks that others share with it, hosts elsewhere that an attacker may hold, and roles elsewhere that trust its roles. */
    static Uni<String> stored(SqlConnection connection, Scope scope, Instant at) {
        String day = at.truncatedTo(ChronoUnit.DAYS) + " " + VERSION + " " + Reach.VERSION + " " + Privileges.version();
        return Fingerprint.ofRegion(connection, scope, AttackPaths.KINDS)
                .chain(own -> SharedNetworks.fingerprint(connection, scope).map(shared -> own + " " + shared))
                .chain(own -> HeldHosts.fingerprint(connection, scope).map(held -> own + " " + held))
                .chain(here -> TrustingRoles.fingerprint(connection, scope.accountId())
                        .map(elsewhere -> here + " " + elsewhere + " " + day));
    }

    /** The inputs that are not stored: the facts of the instances that depend on the clock and on other products. */
    static String told(AttackPaths search) {
        MessageDigest digest = Sha256.begun();
        for (Resource<Instance> instance : search.instances()) {
            String told = instance.arn() + search.weaknesses(instance) + search.young(instance);
            digest.update(told.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
