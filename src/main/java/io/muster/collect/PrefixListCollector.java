package io.muster.collect;

import io.muster.aws.AwsException;
import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;

/** Prefix lists with their entries: the account's own, those shared with it, and AWS's. */
@ApplicationScoped
class PrefixListCollector extends DetailCollector<ManagedPrefixList, List<PrefixListEntry>, PrefixList> {

    private static final Set<String> DENIED =
            Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "OperationNotPermitted");

    private static final AwsOperation ENTRIES = AwsOperation.ec2("GetManagedPrefixListEntries");

    PrefixListCollector() {
        super(
                PrefixList.class,
                Listing.ec2(
                        "DescribeManagedPrefixLists",
                        (ec2, token) -> ec2.describeManagedPrefixLists(
                                r -> r.maxResults(100).nextToken(token)),
                        DescribeManagedPrefixListsResponse::nextToken,
                        DescribeManagedPrefixListsResponse::prefixLists),
                new Lookup<>(
                        ENTRIES, ManagedPrefixList::prefixListId, PrefixListCollector::entries, "InvalidPrefixListID"));
    }

    /** The entries; null where the owner is another and the account may not read them, which is no gap. */
    private static Uni<List<PrefixListEntry>> entries(AwsScope aws, ManagedPrefixList list) {
        return entriesOf(list.prefixListId())
                .all(aws)
                .map(entries -> entries.stream()
                        .sorted(Comparator.comparing(
                                PrefixListEntry::cidr, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList())
                .onFailure(thrown -> !aws.owns(list.ownerId()) && denied(thrown))
                .recoverWithNull();
    }

    private static Listing<?, PrefixListEntry> entriesOf(String prefixListId) {
        return Listing.ec2(
                ENTRIES.name(),
                (ec2, token) -> ec2.getManagedPrefixListEntries(
                        r -> r.prefixListId(prefixListId).maxResults(100).nextToken(token)),
                GetManagedPrefixListEntriesResponse::nextToken,
                page -> page.entries().stream()
                        .map(entry -> new PrefixListEntry(
                                UnreadableItem.require("the range", entry.cidr()), entry.description()))
                        .toList());
    }

    private static boolean denied(Throwable thrown) {
        return thrown instanceof AwsException refused
                && DENIED.contains(refused.failure().errorCode());
    }

    @Override
    Resource<PrefixList> resource(AwsScope aws, ManagedPrefixList list, @Nullable List<PrefixListEntry> entries) {
        Map<String, String> tags = Tags.of(list.tags());
        PrefixList attributes =
                new PrefixList(list.prefixListName(), list.ownerId(), list.addressFamily(), list.version(), entries);
        return aws.resource(list.prefixListId(), Tags.name(tags, list.prefixListName()), tags, attributes);
    }
}
