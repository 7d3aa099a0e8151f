package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import jakarta.annotation.Nullable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The ranges of the prefix lists of an estate, each list read once. */
public final class PrefixLists {

    /**
     * Lists that AWS keeps and that let in a service of AWS, not the internet: CloudFront's servers (the name of the
     * IPv6 list ends alike), and EC2 Instance Connect.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html">AWS-managed
     *     prefix lists</a>
     */
    static final List<String> SERVICES = List.of(".cloudfront.origin-facing", ".ec2-instance-connect");

    private final Estate estate;
    private final Map<String, Optional<CidrSet>> read = new ConcurrentHashMap<>();
    private final Map<String, Optional<List<Cidr>>> entries = new ConcurrentHashMap<>();

    private PrefixLists(Estate estate) {
        this.estate = estate;
    }

    public static PrefixLists of(Estate estate) {
        return estate.view(PrefixLists.class, PrefixLists::new);
    }

    /**
     * The list's ranges, empty where they cannot be told: the list is not there, its entries may not be read, or the
     * listing is not current. A list by which AWS lets in one of its services has no ranges here.
     */
    public Optional<CidrSet> ranges(String prefixListId) {
        return read.computeIfAbsent(prefixListId, this::read);
    }

    private Optional<CidrSet> read(String prefixListId) {
        return list(prefixListId).flatMap(PrefixLists::ranges);
    }

    /** As {@link #ranges}, of any list: as packets meet it, one of AWS's services has addresses like any other. */
    Optional<List<Cidr>> entries(String prefixListId) {
        return entries.computeIfAbsent(
                prefixListId, id -> list(id).map(PrefixList::entries).flatMap(PrefixLists::parse));
    }

    private Optional<PrefixList> list(String prefixListId) {
        return current(prefixListId).map(Resource::attributes);
    }

    /** Tables of a shared VPC may name lists of its owner. */
    private Optional<Resource<PrefixList>> current(String prefixListId) {
        return Stream.concat(Stream.of(estate), estate.beside().owners())
                .flatMap(known -> known.stored(PrefixList.class, prefixListId).filter(known::current).stream())
                .findFirst();
    }

    private static Optional<CidrSet> ranges(PrefixList list) {
        if (list.awsManaged() && isOfService(list.prefixListName())) {
            return Optional.of(CidrSet.EMPTY);
        }
        return Optional.ofNullable(list.entries()).flatMap(PrefixLists::parse).map(CidrSet::of);
    }

    /** Whether the list is known not to be one of AWS's: only those name services, to which gateway endpoints lead. */
    public boolean isOfCustomer(String prefixListId) {
        return current(prefixListId)
                .filter(list -> list.attributes().ownerId() != null
                        && !list.attributes().awsManaged())
                .isPresent();
    }

    /** Whether the list is known to be one of AWS's, which hold parts of its services and never the whole internet. */
    boolean isOfAws(String prefixListId) {
        return list(prefixListId).filter(PrefixList::awsManaged).isPresent();
    }

    /** All addresses that the list may hold: those of its family, where that is known. */
    CidrSet mayHold(@Nullable String prefixListId) {
        return Optional.ofNullable(prefixListId)
                .flatMap(this::list)
                .map(PrefixList::addressFamily)
                .flatMap(name -> Arrays.stream(IpFamily.values())
                        .filter(family -> family.name().equalsIgnoreCase(name))
                        .findFirst())
                .map(CidrSet.ANY::only)
                .orElse(CidrSet.ANY);
    }

    private static boolean isOfService(@Nullable String name) {
        return name != null && SERVICES.stream().anyMatch(name::endsWith);
    }

    private static Optional<List<Cidr>> parse(List<PrefixListEntry> entries) {
        List<Cidr> ranges = entries.stream()
                .map(entry -> Cidr.tryParse(entry.cidr()))
                .flatMap(Optional::stream)
                .toList();
        return ranges.size() == entries.size() ? Optional.of(ranges) : Optional.empty();
    }
}
