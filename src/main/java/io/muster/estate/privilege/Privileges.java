package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Batch;
import io.muster.inventory.ContentHash;
import io.muster.inventory.Fingerprint;
import io.muster.inventory.KeptFingerprint;
import io.muster.inventory.Resource;
import io.muster.inventory.TrustingRoles;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stored privileges of roles. Those of an account that did not change are not worked out again, but for once a day. */
public final class Privileges {

    /** Not where a role has no privileges yet: the account's resources may have been purged meanwhile. */
    private static final String KNOWN = """
            select i.fingerprint from privilege_input i
            where i.account_id = $1
              and not exists (select 1 from resource r
                              where r.account_id = $1 and r.kind = 'ROLE' and r.deleted_at is null
                                and not exists (select 1 from privilege p
                                                where p.resource_id = r.id and p.valid_to = 'infinity'))
            """;

    private static final String KEEP = """
            insert into privilege_input (account_id, fingerprint, worked_out) values ($1, $2, $3)
            on conflict (account_id) do update set fingerprint = excluded.fingerprint, worked_out = excluded.worked_out
            """;

    private static final String STORED = """
            select r.arn, p.content_hash
            from privilege p join resource r on r.id = p.resource_id
            where r.account_id = $1 and p.valid_to = 'infinity'
            """;

    private static final String REPLACE = """
            with new as (
                select r.id, n.admin, n.hash, n.document::jsonb as document
                from unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) n (arn, admin, hash, document)
                         join resource r on r.arn = n.arn),
            ended as (
                update privilege p set valid_to = $5 from new where p.resource_id = new.id and p.valid_to = 'infinity')
            insert into privilege (resource_id, valid_from, admin, content_hash, document)
            select id, $5, admin, hash, document from new
            on conflict (resource_id, valid_from) do nothing
            """;

    private Privileges() {}

    /** The kinds that an estate has to be loaded with. Keys tell more where they are loaded as well. */
    public static Set<ResourceKind> kinds() {
        return EnumSet.of(
                ResourceKind.ROLE,
                ResourceKind.INSTANCE_PROFILE,
                ResourceKind.INSTANCE,
                ResourceKind.ORGANIZATION_POLICY);
    }

    /** Changes with the table of escalation paths. */
    public static String version() {
        return EscalationPath.VERSION;
    }

    /** Stands for all that the privileges of the account are worked out from. */
    public static Uni<String> fingerprint(SqlConnection connection, Scope scope, Instant at) {
        // conditions may speak of the time: a day is as long as an answer is kept without another look
        String day = at.truncatedTo(ChronoUnit.DAYS) + " " + version();
        String account = scope.accountId();
        Set<ResourceKind> whole = EnumSet.copyOf(AccountPrivileges.KINDS);
        whole.remove(ResourceKind.MANAGED_INSTANCE);
        return Fingerprint.ofAccount(connection, account, whole)
                .chain(stored -> Fingerprint.ofContact(connection, account).map(contact -> stored + contact))
                .chain(stored -> TrustingRoles.fingerprint(connection, account)
                        .map(elsewhere -> stored + elsewhere + " " + day));
    }

    /**
     * Brings the privileges of an account's roles in line with its estate. Runs in the caller's transaction, which must hold the scope's
     * lock.
     *
     * @param fingerprint as it was before the estate was loaded
     */
    public static Uni<Void> record(
            SqlConnection connection, Scope scope, Instant at, Estate estate, String fingerprint) {
        return new KeptFingerprint(KNOWN, KEEP, List.of(scope.accountId()), () -> fingerprint(connection, scope, at))
                .unlessKept(connection, fingerprint, at, () -> workOut(connection, scope, at, estate));
    }

    private static Uni<Void> workOut(SqlConnection connection, Scope scope, Instant at, Estate estate) {
        List<Resource<Role>> roles = estate.stored(Role.class);
        return connection
                .preparedQuery(STORED)
                .execute(Tuple.of(scope.accountId()))
                .map(rows -> {
                    Map<String, Long> hashes = new HashMap<>();
                    rows.forEach(row -> hashes.put(row.getString("arn"), row.getLong("content_hash")));
                    return hashes;
                })
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(stored -> Batch.run(connection, REPLACE, roles, chunk -> changed(chunk, estate, stored, at)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> OfferedRights.record(connection, scope, estate));
    }

    private record Changed(String arn, String admin, long hash, String document) {}

    private static Tuple changed(List<Resource<Role>> chunk, Estate estate, Map<String, Long> stored, Instant at) {
        List<Changed> changed = new ArrayList<>();
        for (Resource<Role> role : chunk) {
            String admin = admin(role, estate);
            String document = PrivilegeDocument.text(role, estate);
            long hash = ContentHash.ofText(admin + document).high();
            if (!Long.valueOf(hash).equals(stored.get(role.arn()))) {
                changed.add(new Changed(role.arn(), admin, hash, document));
            }
        }
        return Tuple.tuple()
                .addArrayOfString(Batch.column(changed, Changed::arn, new String[0]))
                .addArrayOfString(Batch.column(changed, Changed::admin, new String[0]))
                .addArrayOfLong(Batch.column(changed, Changed::hash, new Long[0]))
                .addArrayOfString(Batch.column(changed, Changed::document, new String[0]))
                .addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
    }

    /** YES, NO or UNKNOWN: whether the role is an administrator. */
    static String admin(Resource<Role> role, Estate estate) {
        return estate.current(role) ? admin(RolePrivileges.of(role, estate).administrator()) : "UNKNOWN";
    }

    private static String admin(Certainty administrator) {
        return switch (administrator) {
            case YES -> "YES";
            case NO -> "NO";
            case POSSIBLE -> "UNKNOWN";
        };
    }
}
