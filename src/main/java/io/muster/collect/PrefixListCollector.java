package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;

/** Prefix lists with their entries: the account's own, those shared with it, and AWS's. */
@ApplicationScoped
class PrefixListCollector extends DetailCollector<ManagedPrefixList, PrefixList> {

    private static final Lookup<ManagedPrefixList, List<PrefixListEntry>> ENTRIES = Lookup.list(
                    AwsService.EC2,
                    "GetManagedPrefixListEntries",
                    ManagedPrefixList::prefixListId,
                    (ec2, id, token) -> ec2.getManagedPrefixListEntries(
                            r -> r.prefixListId(id).maxResults(100).nextToken(token)),
                    GetManagedPrefixListEntriesResponse::nextToken,
                    PrefixListCollector::entries)
            .gone("InvalidPrefixListID")
            .rechecked()
            // the owner of a shared list may keep its entries secret
            .optional((aws, list) -> !aws.owns(list.ownerId()));

    PrefixListCollector() {
        super(
                PrefixList.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeManagedPrefixLists",
                        (ec2, token) -> ec2.describeManagedPrefixLists(
                                r -> r.maxResults(100).nextToken(token)),
                        DescribeManagedPrefixListsResponse::nextToken,
                        DescribeManagedPrefixListsResponse::prefixLists),
                ManagedPrefixList::prefixListId,
                List.of(ENTRIES));
    }

    private static List<PrefixListEntry> entries(GetManagedPrefixListEntriesResponse page) {
        return page.entries().stream()
                .map(entry ->
                        new PrefixListEntry(UnreadableItem.require("the range", entry.cidr()), entry.description()))
                .toList();
    }

    @Override
    Resource<PrefixList> resource(AwsScope aws, Detail<ManagedPrefixList> detail) {
        ManagedPrefixList list = detail.item();
        Map<String, String> tags = Tags.of(list.tags());
        PrefixList attributes = new PrefixList(
                list.prefixListName(),
                list.ownerId(),
                list.addressFamily(),
                list.version(),
                sorted(detail.of(ENTRIES)),
                null);
        return aws.resource(list.prefixListId(), Tags.name(tags, list.prefixListName()), tags, attributes);
    }

    private static @Nullable List<PrefixListEntry> sorted(@Nullable List<PrefixListEntry> entries) {
        return entries == null
                ? null
                : entries.stream()
                        .sorted(Comparator.comparing(
                                PrefixListEntry::cidr, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList();
    }
}
