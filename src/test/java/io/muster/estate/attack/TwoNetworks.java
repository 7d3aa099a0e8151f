package io.muster.estate.attack;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.reach.FarHosts;
import io.muster.inventory.HeldHosts;
import io.muster.inventory.HeldHosts.HeldHost;
import io.muster.inventory.Resource;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An administrator's weak instance i-1 in vpc-1, which admits SSH from vpc-2 of another account or region, and the weak instance i-2 there, which the
 * internet reaches. A test changes the parts of {@link FarHosts}; null takes one away.
 */
final class TwoNetworks {

    static final Scope OTHER_ACCOUNT = Scope.of(Estates.OTHER_ACCOUNT, Estates.REGION.region());
    static final Scope OTHER_REGION = Scope.of(Estates.ACCOUNT, "eu-west-1");

    private static final NetworkAclEntry OPEN = out(100, true, "-1", null, null, "0.0.0.0/0");

    private final Scope place;
    private final Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
    private final List<AttackHost> near = new ArrayList<>();
    private final List<AttackHost> far = new ArrayList<>();
    private final Set<ResourceKind> unread = EnumSet.noneOf(ResourceKind.class);
    private final Set<ResourceKind> untold = EnumSet.noneOf(ResourceKind.class);

    private TwoNetworks(Scope place, String way) {
        this.place = place;
        parts.putAll(FarHosts.parts(place, way));
        parts.put("host", null);
        parts.put("far host", null);
        parts.put("far acl", farAcl(in(100, true, "-1", null, null, "0.0.0.0/0"), OPEN));
        parts.put("far gateway", gateway("igw-2", "vpc-2"));
        parts.put(
                "far table",
                mainTable(
                        "rtb-2",
                        "vpc-2",
                        route("10.2.0.0/16", "local"),
                        route("10.1.0.0/16", way),
                        route("0.0.0.0/0", "igw-2")));
        parts.put("far group", farGroup().in("tcp", 443, 443, "0.0.0.0/0"));
        near.add(near("i-1", "10.1.1.100", "sg-1", true));
        far.add(far("i-2", "10.2.1.100", true));
    }

    static MadeGroup farGroup() {
        return group("sg-2").of("vpc-2").out("-1", null, null, "0.0.0.0/0");
    }

    private static Estates.Made<NetworkAcl> farAcl(NetworkAclEntry... entries) {
        return Made.of(
                "acl-2",
                new NetworkAcl("vpc-2", false, List.of("subnet-2"), List.of(entries), OTHER_ACCOUNT.accountId()));
    }

    static TwoNetworks peered(Scope place) {
        return new TwoNetworks(place, "pcx-1");
    }

    static TwoNetworks attached() {
        return new TwoNetworks(OTHER_ACCOUNT, "tgw-1");
    }

    static AttackHost near(String id, String address, String group, boolean weak) {
        return new AttackHost(id, "vpc-1", "subnet-1", address, List.of(group), List.of(), weak, "admin");
    }

    static AttackHost far(String id, String address, boolean weak) {
        return new AttackHost(id, "vpc-2", "subnet-2", address, List.of("sg-2"), List.of("52.0.0.2"), weak, "none");
    }

    TwoNetworks with(String part, Estates.Made<?> made) {
        parts.put(part, made);
        return this;
    }

    TwoNetworks near(AttackHost... hosts) {
        near.clear();
        near.addAll(Arrays.asList(hosts));
        return this;
    }

    TwoNetworks far(AttackHost... hosts) {
        far.clear();
        far.addAll(Arrays.asList(hosts));
        return this;
    }

    /** The kinds were not listed in the first region. */
    TwoNetworks unread(ResourceKind... kinds) {
        unread.addAll(Arrays.asList(kinds));
        return this;
    }

    /** The kinds were not listed in the second region, nor was any resource of them read. */
    TwoNetworks untold(ResourceKind... kinds) {
        untold.addAll(Arrays.asList(kinds));
        return this;
    }

    private Estates region(boolean isFar, List<AttackHost> hosts) {
        Estates estates = Estates.estate();
        parts.forEach((name, made) -> {
            if (name.startsWith("far ") == isFar && made != null) {
                estates.with(made);
            }
        });
        hosts.forEach(host -> host.addTo(estates));
        return estates;
    }

    /** The second region, as its own scan sees it. */
    Estate there() {
        return region(true, far)
                .at(place)
                .without(untold.toArray(ResourceKind[]::new))
                .build();
    }

    /** What the second region tells. */
    HeldHosts held() {
        Estate there = there();
        AttackPaths search = AttackPaths.in(there, Map.of());
        List<HeldHost> hosts = search.hosts().among(search.instances()).stream()
                .map(host -> new HeldHost(
                        host.instance().arn(),
                        place,
                        host.certain(),
                        host.atLarge(),
                        host.hardlyWeak(),
                        AttackPathDocument.steps(host.steps()),
                        search.hosts().leaving(host.instance())))
                .toList();
        Set<ResourceKind> complete = EnumSet.copyOf(HeldHosts.KINDS);
        complete.removeAll(untold);
        List<StoredResource> networks = complete.stream()
                .<Resource<?>>flatMap(kind -> there.all(kind).stream())
                .map(one -> new StoredResource(one, Estates.NOW))
                .toList();
        return new HeldHosts(
                hosts,
                hosts.isEmpty() ? SharedNetworks.NONE : new SharedNetworks(Map.of(place, complete), networks),
                false,
                false,
                0,
                0);
    }

    Estate here() {
        return here(held());
    }

    Estate here(HeldHosts held) {
        return region(false, near)
                .with(role("admin").trustedByEc2().inline(allow("*", "*")), Made.profile("p-admin", "admin"))
                .without(unread.toArray(ResourceKind[]::new))
                .held(Objects.requireNonNull(held))
                .build();
    }
}
