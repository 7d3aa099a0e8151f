package io.muster.collect;

import io.muster.aws.AwsService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** The parts that the collectors of Elastic Load Balancing share. */
final class LoadBalancing {

    private LoadBalancing() {}

    /** The most resources whose tags one call returns; see the API References, DescribeTags. */
    static final int MOST_TAGGED = 20;

    /**
     * The look-up of resources' tags, so many at a time.
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
                .gone(gone)
                .inBatches(MOST_TAGGED, LoadBalancing::tags);
    }

    private static Uni<Map<String, List<Tag>>> tags(AwsScope aws, List<String> arns) {
        return aws.call(
                        AwsService.ELASTIC_LOAD_BALANCING,
                        "DescribeTags",
                        elb -> elb.describeTags(r -> r.resourceArns(arns)))
                .map(answer -> answer.tagDescriptions().stream()
                        .collect(Collectors.toMap(
                                TagDescription::resourceArn, TagDescription::tags, (one, same) -> one)));
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
