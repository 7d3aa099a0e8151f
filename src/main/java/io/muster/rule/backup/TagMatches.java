package io.muster.rule.backup;

import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.TagMatch;
import java.util.List;

/** Whether tags by which resources are chosen are on a resource: one of them is enough. Case counts, as for AWS. */
final class TagMatches {

    /** How AWS Backup writes the key of a tag where it might be another property. */
    static final String RESOURCE_TAG = "aws:ResourceTag/";

    private TagMatches() {}

    static Certainty any(List<TagMatch> chosen, Resource<?> resource) {
        if (chosen.isEmpty()) {
            return Certainty.NO;
        }
        return resource.tagsKnown()
                ? Certainty.certainly(chosen.stream().anyMatch(tag -> on(tag, resource)))
                : Certainty.POSSIBLE;
    }

    private static boolean on(TagMatch chosen, Resource<?> resource) {
        if (chosen.key() == null) {
            return false;
        }
        String value = resource.tags().get(key(chosen.key()));
        return value != null && (chosen.value() == null || chosen.value().equals(value));
    }

    static String key(String written) {
        return written.startsWith(RESOURCE_TAG) ? written.substring(RESOURCE_TAG.length()) : written;
    }
}
