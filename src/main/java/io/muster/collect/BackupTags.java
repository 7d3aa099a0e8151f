package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.backup.model.ListTagsResponse;

/** The tags of AWS Backup's resources. */
final class BackupTags {

    private BackupTags() {}

    /** @param arn null for an item that has no tags */
    static <I> Lookup<I, Map<String, String>> lookup(Function<I, String> arn) {
        return Lookup.list(
                        AwsService.BACKUP,
                        "ListTags",
                        arn,
                        (backup, id, token) -> backup.listTags(
                                r -> r.resourceArn(id).maxResults(1000).nextToken(token)),
                        ListTagsResponse::nextToken,
                        page -> List.copyOf(page.tags().entrySet()))
                .map(BackupTags::together)
                .gone("ResourceNotFoundException")
                .onlyIf(item -> arn.apply(item) != null, Map.of());
    }

    private static Map<String, String> together(List<Map.Entry<String, String>> entries) {
        Map<String, String> tags = new TreeMap<>();
        entries.forEach(entry -> tags.put(entry.getKey(), entry.getValue()));
        return tags;
    }

    static Map<String, String> of(@Nullable Map<String, String> tags) {
        return tags == null ? Resource.unknownTags() : tags;
    }
}
