package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

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
        if (!estate.knows(ResourceKind.PREFIX_LIST)) {
            return Optional.empty();
        }
        return estate.find(PrefixList.class, prefixListId).flatMap(list -> ranges(list.attributes()));
    }

    private static Optional<CidrSet> ranges(PrefixList list) {
        if (list.awsManaged() && isOfService(list.prefixListName())) {
            return Optional.of(CidrSet.EMPTY);
        }
        return Optional.ofNullable(list.entries()).flatMap(PrefixLists::union);
    }

    private static boolean isOfService(@Nullable String name) {
        return name != null && SERVICES.stream().anyMatch(name::endsWith);
    }

    private static Optional<CidrSet> union(List<PrefixListEntry> entries) {
        List<Optional<Cidr>> ranges =
                entries.stream().map(entry -> Cidr.tryParse(entry.cidr())).toList();
        return ranges.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        CidrSet.of(ranges.stream().flatMap(Optional::stream).collect(Collectors.toList())))
                : Optional.empty();
    }
}
