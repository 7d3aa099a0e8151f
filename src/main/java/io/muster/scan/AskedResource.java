package io.muster.scan;

import io.muster.inventory.Cells;
import io.muster.inventory.StoredResources;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key or the instance that a question about a role's rights names: the key's policy and the instance's tags count. Keys and instances that it
 * does not name are not read for it, since there may be very many.
 */
final class AskedResource {

    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]+:(?:kms|ec2):([a-z0-9-]+):(\\d{12}):(key|instance)/[a-zA-Z0-9-]+");

    private static final Map<String, ResourceKind> KINDS =
            Map.of("key", ResourceKind.KMS_KEY, "instance", ResourceKind.INSTANCE);

    private AskedResource() {}

    /** The resource of the account; empty where the ARN names neither sort, or what is not stored, or was not read by the last scan. */
    static Uni<List<StoredResource>> of(SqlConnection connection, String accountId, String arn) {
        Matcher named = ARN.matcher(arn);
        if (!named.matches() || !named.group(2).equals(accountId)) {
            return Uni.createFrom().item(List.of());
        }
        ResourceKind kind = KINDS.get(named.group(3));
        return Cells.states(connection, Scope.of(accountId, named.group(1)))
                .chain(states -> AccountWide.unread(kind, states).mayHold(arn)
                        ? Uni.createFrom().item(List.of())
                        : StoredResources.ofArn(connection, accountId, kind, arn));
    }
}
