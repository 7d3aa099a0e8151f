package io.muster.graphql;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.AddressHolders;
import io.muster.estate.reach.Endpoint;
import io.muster.estate.reach.FarQuestions;
import io.muster.estate.reach.GuardedWay;
import io.muster.estate.reach.GuardedWays;
import io.muster.estate.reach.Outcome;
import io.muster.estate.reach.Questions;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.AccountScope;
import io.muster.platform.MusterException;
import io.muster.scan.ReachOverOthers;
import io.muster.scan.StoredEstates;
import io.muster.scan.StoredEstates.Located;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
@NonBlocking
public class ReachabilityApi {

    private static final String INTERNET = "internet";
    private static final String TCP = "tcp";

    private static final Set<ResourceKind> ENDS = Set.of(ResourceKind.INSTANCE, ResourceKind.NETWORK_INTERFACE);

    private static final Set<ResourceKind> KINDS =
            Stream.of(Questions.KINDS, GuardedWays.KINDS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private static final Pattern NAME = Pattern.compile("arn:\\S+|(i|eni)-\\w+");

    private static final String SIDE =
            "internet for any public address; an address or a CIDR; or an instance or network interface, by ARN or short id.";

    private final StoredEstates estates;
    private final ReachOverOthers others;

    ReachabilityApi(StoredEstates estates, ReachOverOthers others) {
        this.estates = estates;
        this.others = others;
    }

    /** One side, as it was asked for: addresses, or a resource; neither where it names one that the caller does not see. */
    private record Side(
            @Nullable Endpoint addresses, @Nullable Located resource) {
        private boolean isAbsent() {
            return addresses == null && resource == null;
        }
    }

    @Query("reachability")
    @Description(
            "Whether connections get from one side to the other, with the path or the hop that stops them: from"
                    + " the stored inventory of the region of the one resource, or of those of both, which is read for each question, and of"
                    + " the VPCs that it leads to in registered accounts. One side at least is a resource. Load balancers, accelerators, VPC"
                    + " origins, peering, transit gateways, endpoint services and VPN connections, those of transit gateways included, count;"
                    + " between resources of two accounts or regions, peering connections, transit gateways, load balancers, endpoint"
                    + " services and public addresses do. To a host, so do load balancers of other registered accounts and regions that have an"
                    + " address of it as a target. Instances"
                    + " are judged as if they ran. Firewalls on hosts, AWS Network Firewall, appliances, Direct Connect, Cloud WAN, VPC Lattice"
                    + " and networks of accounts that are not registered are not modelled. Null where a resource is not in the inventory.")
    public Uni<ReachabilityType> reachability(
            Context context,
            @Name("from") @NonNull @Description("Where connections come from: " + SIDE) String from,
            @Name("to") @NonNull @Description("Where they go to: " + SIDE) String to,
            @Name("protocol")
                    @DefaultValue(TCP)
                    @Nullable
                    @Description("tcp, udp, icmp, icmpv6, a protocol's number, or -1 for all.")
                    String protocol,
            @Name("port") @Description("The port of tcp or udp, from 0 to 65535; any port without it.") Integer port) {
        AccountScope accounts = CallContext.accounts(context);
        ServiceRange services = services(protocol, port);
        return side(accounts, "from", from)
                .chain(source -> side(accounts, "to", to).chain(target -> answer(source, target, services, accounts)));
    }

    private static ServiceRange services(@Nullable String protocol, @Nullable Integer port) {
        if (port != null && (port < 0 || port > 65_535)) {
            throw MusterException.badField("port", "must be from 0 to 65535");
        }
        ServiceRange services = ServiceRange.asked(protocol == null ? TCP : protocol.toLowerCase(Locale.ROOT), port)
                .orElseThrow(() -> MusterException.badField(
                        "protocol", "must be tcp, udp, icmp, icmpv6, a number from 0 to 255, or -1"));
        if (port != null && services.protocol().stream().noneMatch(ServiceRange::hasPorts)) {
            throw MusterException.badField("port", "is of tcp or udp alone, and protocol is neither");
        }
        return services;
    }

    private Uni<Side> side(AccountScope accounts, String field, String text) {
        if (text.equalsIgnoreCase(INTERNET)) {
            return Uni.createFrom().item(new Side(new Endpoint.Everyone(), null));
        }
        Optional<Cidr> range = Cidr.tryParse(text);
        return range.isPresent()
                ? Uni.createFrom().item(new Side(new Endpoint.Range(CidrSet.of(range.get())), null))
                : named(accounts, field, text);
    }

    private Uni<Side> named(AccountScope accounts, String field, String text) {
        if (!NAME.matcher(text).matches()) {
            throw MusterException.badField(
                    field, text + " is none of these: " + INTERNET + ", a CIDR, an ARN, the short id of a resource");
        }
        return estates.find(accounts, text, ENDS).map(found -> new Side(null, one(field, text, found)));
    }

    @Nullable
    private static Located one(String field, String text, List<Located> found) {
        if (found.isEmpty()) {
            return null;
        }
        List<Located> ends =
                found.stream().filter(one -> ENDS.contains(one.kind())).toList();
        if (ends.isEmpty()) {
            throw MusterException.badField(
                    field,
                    "must be an instance or a network interface, and " + text + " is a "
                            + found.get(0).kind());
        }
        if (ends.size() > 1) {
            throw MusterException.badField(field, text + " is the id of several resources: write the ARN");
        }
        return ends.get(0);
    }

    private Uni<ReachabilityType> answer(Side from, Side to, ServiceRange services, AccountScope accounts) {
        if (from.isAbsent() || to.isAbsent()) {
            return Uni.createFrom().nullItem();
        }
        Located place = to.resource() == null ? from.resource() : to.resource();
        if (place == null) {
            throw MusterException.badField("to", "one side has to be a resource");
        }
        Located other = from.resource() == null ? place : from.resource();
        boolean isFar =
                !other.region().equals(place.region()) || !other.accountId().equals(place.accountId());
        return estate(place)
                .chain(there -> isFar
                        ? estate(other)
                                .chain(here -> answer(
                                        endpoint(from, here), here, endpoint(to, there), there, services, accounts))
                        : within(endpoint(from, there), endpoint(to, there), there, services, accounts));
    }

    private Uni<ReachabilityType> within(
            Endpoint from, Endpoint to, Estate estate, ServiceRange services, AccountScope accounts) {
        AddressHolders holders = new AddressHolders(estate);
        return answer(holders.source(from, to), estate, holders.target(from, to), estate, services, accounts);
    }

    private Uni<Estate> estate(Located place) {
        return estates.withNetworks(place.accountId(), place.region(), KINDS);
    }

    /** @param here the estate of the one side, which is that of the other unless both are resources */
    private Uni<ReachabilityType> answer(
            Endpoint from, Estate here, Endpoint to, Estate there, ServiceRange services, AccountScope accounts) {
        Outcome known = here.equals(there)
                ? Questions.of(there).ask(from, to, services)
                : new FarQuestions(here, there).ask((Endpoint.Host) from, (Endpoint.Host) to, services);
        Uni<Outcome> best = to instanceof Endpoint.Host target
                ? others.best(known, new ReachOverOthers.Question(from, here, target, there, services), accounts, KINDS)
                : Uni.createFrom().item(known);
        boolean internet = from instanceof Endpoint.Everyone || to instanceof Endpoint.Everyone;
        return best.map(outcome -> ReachabilityType.of(outcome, guarded(to, services, there), internet));
    }

    private static List<GuardedWay> guarded(Endpoint to, ServiceRange services, Estate estate) {
        return to instanceof Endpoint.Host target
                ? target.interfaces().stream()
                        .flatMap(eni -> GuardedWays.of(estate).to(eni, services).stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    private static Endpoint endpoint(Side side, Estate estate) {
        Located resource = side.resource();
        if (resource == null) {
            return side.addresses();
        }
        return new Endpoint.Host(
                resource.kind() == ResourceKind.INSTANCE
                        ? Interfaces.of(estate).ofInstance(resource.resourceId())
                        : estate.findArn(NetworkInterface.class, resource.arn()).stream()
                                .toList());
    }
}
