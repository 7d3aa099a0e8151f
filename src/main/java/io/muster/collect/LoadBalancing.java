package io.muster.collect;

import io.muster.aws.AwsService;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** The parts that the collectors of Elastic Load Balancing share. */
final class LoadBalancing {

    private LoadBalancing() {}

    /**
     * The look-up of one resource's tags.
     *
     * @param gone the error code of a resource that has vanished
     */
    static <I> Lookup<I, List<Tag>> tags(Function<I, String> arn, String gone) {
        return Lookup.of(
                        AwsService.ELASTIC_LOAD_BALANCING,
                        "DescribeTags",
                        arn,
                        (elb, asked) -> elb.describeTags(r -> r.resourceArns(asked)),
                        LoadBalancing::tags)
                .gone(gone);
    }

    private static List<Tag> tags(DescribeTagsResponse answer) {
        return answer.tagDescriptions().stream()
                .flatMap(described -> described.tags().stream())
                .toList();
    }

    /**
     * The id in an ARN that AWS gave, which comes after the resource's type.
     *
     * @param type the resource's type with its separators, for example {@code :loadbalancer/}
     */
    static String id(String type, String arn) {
        int at = arn.indexOf(type);
        return at < 0 ? arn : arn.substring(at + type.length());
    }
}
