package io.muster.collect;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** What the kinds of Elastic Load Balancing have in common. */
final class LoadBalancing {

    private LoadBalancing() {}

    /** The tags of the one resource that was asked for. */
    static List<Tag> tags(DescribeTagsResponse answer) {
        return answer.tagDescriptions().stream()
                .flatMap(described -> described.tags().stream())
                .toList();
    }

    static Map<String, String> tags(@Nullable List<Tag> tags) {
        return Tags.of(tags == null ? List.of() : tags, Tag::key, Tag::value);
    }

    /**
     * The id in an ARN that AWS gave, which comes after the resource's type.
     *
     * @param type with what stands before and after it
     */
    static String id(String type, String arn) {
        int at = arn.indexOf(type);
        return at < 0 ? arn : arn.substring(at + type.length());
    }
}
