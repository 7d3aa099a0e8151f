package io.muster.demo;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;

/** What a prefix list of the demo cloud holds, to be altered under the list's id. */
public record DemoPrefixListEntries(String prefixListId, List<PrefixListEntry> entries) {

    public DemoPrefixListEntries {
        entries = List.copyOf(entries);
    }

    static DemoPrefixListEntries of(String prefixListId, List<String> cidrs) {
        return new DemoPrefixListEntries(
                prefixListId,
                cidrs.stream()
                        .map(cidr -> PrefixListEntry.builder()
                                .cidr(cidr)
                                .description("demo")
                                .build())
                        .toList());
    }
}
