package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import jakarta.annotation.Nullable;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The subnets of an estate, and whether VPC Block Public Access lets traffic pass between the internet and one of them. AWS tells it for each subnet,
 * exclusions included; where it is told for none of a region, the region's setting counts, and without one there is no such block there.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html">Block public access to VPCs</a>
 */
final class Subnets {

    private static final Set<String> MODES = Set.of(RegionBlock.OFF, RegionBlock.INGRESS, RegionBlock.BIDIRECTIONAL);
    private static final Set<String> LETTING_OUT = Set.of(RegionBlock.OFF, RegionBlock.INGRESS);
    private static final String UNUSED = "VPC Block Public Access is not in use";

    private final Estate estate;
    private final boolean told;

    private Subnets(Estate estate) {
        this.estate = estate;
        told = estate.stored(Subnet.class).stream()
                .anyMatch(subnet -> subnet.attributes().internetGatewayBlockMode() != null);
    }

    static Subnets of(Estate estate) {
        return estate.view(Subnets.class, Subnets::new);
    }

    /** The subnet as it was read just now. */
    Optional<Resource<Subnet>> find(String subnetId) {
        return estate.stored(Subnet.class, subnetId).filter(estate::current);
    }

    /** The addresses of the subnet; none where it was not listed. */
    CidrSet addresses(String subnetId) {
        return find(subnetId)
                .map(subnet -> Addresses.of(
                        subnet.attributes().cidrBlock(), subnet.attributes().ipv6CidrBlocks()))
                .orElse(CidrSet.EMPTY);
    }

    /** The IPv6 addresses of the subnet that are private to AWS, though they look public: they are not advertised on the internet. */
    CidrSet privateIpv6(@Nullable String subnetId) {
        return Optional.ofNullable(subnetId)
                .flatMap(this::find)
                .map(subnet -> subnet.attributes().privateIpv6CidrBlocks())
                .map(Addresses::of)
                .orElse(CidrSet.EMPTY);
    }

    /** The Availability Zone of the subnet, or the Local or Wavelength Zone; empty where the subnet was not listed. */
    Optional<String> zone(@Nullable String subnetId) {
        return Optional.ofNullable(subnetId)
                .flatMap(this::find)
                .map(subnet -> subnet.attributes().availabilityZone());
    }

    /** Traffic from the subnet's own addresses, which passes no network ACL. */
    Admission inside(String subnetId) {
        return find(subnetId).filter(Subnets::isPlaced).isPresent()
                ? Admission.exactly(Traffic.of(ServiceRange.ALL, addresses(subnetId)))
                : Admission.unknown(unlisted(subnetId));
    }

    /** Whether its VPC and its addresses are told: one without an IPv4 range is of IPv6 alone. */
    static boolean isPlaced(Resource<Subnet> subnet) {
        String range = subnet.attributes().cidrBlock();
        return subnet.attributes().vpcId() != null
                && (range == null || Cidr.tryParse(range).isPresent());
    }

    private String unlisted(String subnetId) {
        return estate.lists(ResourceKind.SUBNET) ? "the subnet " + subnetId : estate.missing(ResourceKind.SUBNET);
    }

    /** The traffic that passes directly between an internet gateway and the subnet, in either direction. */
    Gate publicAccess(String subnetId) {
        return ofOwner(subnetId, Subnets::publicAccess)
                .or(() -> untold(subnetId))
                .orElseGet(() -> mode(subnetId)
                        .map(mode -> RegionBlock.OFF.equals(mode)
                                ? open(subnetId, "VPC Block Public Access is off")
                                : Gate.closed(subnetId, ResourceKind.SUBNET, "VPC Block Public Access is " + mode))
                        .orElseGet(() -> open(subnetId, UNUSED)));
    }

    /** The traffic that passes through a NAT gateway or an egress-only internet gateway of the subnet. */
    Gate outboundAccess(String subnetId) {
        return ofOwner(subnetId, Subnets::outboundAccess)
                .or(() -> untold(subnetId))
                .orElseGet(() -> mode(subnetId)
                        .filter(RegionBlock.BIDIRECTIONAL::equals)
                        .map(mode -> Gate.closed(subnetId, ResourceKind.SUBNET, "VPC Block Public Access is " + mode))
                        .orElseGet(() -> open(subnetId, "VPC Block Public Access lets connections out")));
    }

    /** Whether VPC Block Public Access lets the connections of a NAT gateway out that is in no subnet: some of the VPC's subnets may be excluded from the block. */
    Gate outboundAccessOfVpc(String vpcId) {
        Set<String> modes = modes(vpcId);
        if (modes.isEmpty() ? !told : LETTING_OUT.containsAll(modes)) {
            return Gate.open(vpcId, ResourceKind.VPC, "VPC Block Public Access lets connections out");
        }
        return modes.equals(Set.of(RegionBlock.BIDIRECTIONAL)) && estate.knows(ResourceKind.SUBNET)
                ? Gate.closed(vpcId, ResourceKind.VPC, "VPC Block Public Access is " + RegionBlock.BIDIRECTIONAL)
                : Gate.unknown(vpcId, ResourceKind.VPC, "the block mode of " + vpcId);
    }

    /** Why a participant of a shared VPC cannot rely on there being no block, where its owner tells of none; empty where it can. */
    Optional<String> unreadBlock() {
        return told || estate.knows(ResourceKind.REGION_SETTINGS)
                ? Optional.empty()
                : Optional.of(estate.missing(ResourceKind.REGION_SETTINGS));
    }

    private Set<String> modes(String vpcId) {
        Stream<String> ofVpc = estate.stored(Vpc.class, vpcId).filter(estate::current).stream()
                .map(vpc -> vpc.attributes().internetGatewayBlockMode());
        Stream<String> ofSubnets = estate.stored(Subnet.class).stream()
                .filter(subnet -> vpcId.equals(subnet.attributes().vpcId()))
                .map(subnet -> doubt(subnet.resourceId())
                        .orElseGet(() -> mode(subnet.resourceId()).orElse(null)));
        return Stream.concat(ofVpc, ofSubnets).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** Whether there is a block in the region, from which subnets may be excluded. */
    boolean blockSome() {
        return Stream.concat(
                        new RegionBlock(estate).mode().stream(),
                        estate.stored(Subnet.class).stream()
                                .map(subnet -> subnet.attributes().internetGatewayBlockMode()))
                .anyMatch(mode -> mode != null && !mode.equals(RegionBlock.OFF));
    }

    private static Gate open(String subnetId, String why) {
        return Gate.open(subnetId, ResourceKind.SUBNET, why);
    }

    private Optional<String> mode(String subnetId) {
        Optional<Resource<Subnet>> subnet = find(subnetId);
        return subnet.map(found -> found.attributes().internetGatewayBlockMode())
                .or(() -> subnet.flatMap(new RegionBlock(estate)::mode));
    }

    /** As the owner tells it of a shared subnet that is shown without its block mode: the owner's settings count there. */
    private Optional<Gate> ofOwner(String subnetId, BiFunction<Subnets, String, Gate> gate) {
        return find(subnetId)
                .filter(subnet -> subnet.attributes().internetGatewayBlockMode() == null)
                .flatMap(subnet -> SharedVpcs.of(estate).ownersOfSubnet(subnetId))
                .map(owners -> of(owners).toParticipant(subnetId, gate));
    }

    /** A region's setting that was not read is not taken for none, as that of the estate's own region is. */
    private Gate toParticipant(String subnetId, BiFunction<Subnets, String, Gate> gate) {
        boolean isOpen =
                find(subnetId).isPresent() && mode(subnetId).isEmpty() && !estate.knows(ResourceKind.REGION_SETTINGS);
        return isOpen
                ? Gate.unknown(subnetId, ResourceKind.SUBNET, estate.missing(ResourceKind.REGION_SETTINGS))
                : gate.apply(this, subnetId);
    }

    /** The gate of a subnet of which it is not known what is blocked. */
    private Optional<Gate> untold(String subnetId) {
        return doubt(subnetId).map(doubt -> Gate.unknown(subnetId, ResourceKind.SUBNET, doubt));
    }

    private Optional<String> doubt(String subnetId) {
        Optional<Resource<Subnet>> subnet = find(subnetId);
        if (subnet.isEmpty()) {
            return Optional.of(unlisted(subnetId));
        }
        String own = subnet.get().attributes().internetGatewayBlockMode();
        boolean isShared = SharedVpcs.of(estate)
                .isForeign(String.valueOf(subnet.get().attributes().vpcId()));
        Optional<String> mode = mode(subnetId);
        if (own == null && (isShared || isOpen(subnet.get(), mode))) {
            return Optional.of("the block mode of " + subnetId);
        }
        return mode.filter(one -> !MODES.contains(one))
                .map(one -> "what block mode " + one + " means")
                .or(() -> isShared ? Optional.empty() : contradiction(subnet.get(), own));
    }

    /** Whether an owner's block is told in a subnet that is shared is not documented: without a mode and the owner, it is not known there. */
    private boolean isOpen(Resource<Subnet> subnet, Optional<String> mode) {
        return mode.isEmpty() ? told : new RegionBlock(estate).isUnclear(subnet);
    }

    /** The region's setting changes some minutes before the subnets do, and after an event it may have been read later than they were. */
    private Optional<String> contradiction(Resource<Subnet> subnet, @Nullable String own) {
        RegionBlock region = new RegionBlock(estate);
        return own == null || region.isUnclear(subnet)
                ? Optional.empty()
                : region.mode(subnet)
                        .filter(MODES::contains)
                        .filter(mode -> !mode.equals(own))
                        .map(mode -> "the block mode of " + subnet.resourceId() + ", which is " + own
                                + " by itself and " + mode + " by the region's settings");
    }
}
