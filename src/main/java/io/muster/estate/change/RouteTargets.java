package io.muster.estate.change;

import io.muster.inventory.KindModel;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The targets of routes. */
final class RouteTargets {

    /** The kinds of targets that an account's listings contain completely, so that a missing id does not exist. */
    static final Set<ResourceKind> LISTED = Set.of(
            ResourceKind.INTERNET_GATEWAY,
            ResourceKind.EGRESS_ONLY_INTERNET_GATEWAY,
            ResourceKind.NAT_GATEWAY,
            ResourceKind.CARRIER_GATEWAY,
            ResourceKind.VPN_GATEWAY,
            ResourceKind.NETWORK_INTERFACE,
            ResourceKind.INSTANCE);

    /** Targets that may be of another account, or of a service whose resources are not listed. */
    private static final Pattern OTHERS =
            Pattern.compile("(tgw|pcx|vpce|lgw)-[0-9a-z]+|arn:[^:]+:(networkmanager|odb):\\S+");

    /** The targets that AWS takes in the place of the local one. */
    private static final Pattern OF_LOCAL_ROUTES = Pattern.compile("(.*/)?(eni|i|nat|vpce)-[0-9a-z]+");

    private RouteTargets() {}

    /**
     * Whether a local route may be given the target.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/replace-local-route-target.html">VPC User Guide, Replace
     *     or restore the target for a local route</a>
     */
    static boolean mayReplaceLocal(String target) {
        return OF_LOCAL_ROUTES.matcher(target).matches();
    }

    /** The id of the target as a route has it. */
    static String named(Edits edits, String target) {
        String id = OTHERS.matcher(target).matches() ? target : Edits.shortId(target);
        ResourceKind kind = ResourceKind.ofId(id).orElse(null);
        if (kind != null && LISTED.contains(kind)) {
            String there =
                    edits.one(KindModel.of(kind).type(), "target", target).resourceId();
            return kind == ResourceKind.INSTANCE ? interfaceOf(edits, there) : there;
        }
        if (!OTHERS.matcher(id).matches()) {
            throw new Refused(
                    "target",
                    target + " is no id of a gateway, network interface, instance, peering connection or VPC endpoint");
        }
        return id;
    }

    /** AWS has the network interface in the place of an instance. */
    private static String interfaceOf(Edits edits, String instanceId) {
        List<String> all = Attachments.of(edits, instanceId).stream()
                .map(Resource::resourceId)
                .toList();
        if (all.size() != 1) {
            throw new Refused(
                    "target",
                    instanceId + " has " + all.size() + " network interfaces, of which one must be named: " + all);
        }
        return all.get(0);
    }
}
