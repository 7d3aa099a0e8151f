package io.muster.rule.backup;

import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.Wildcards;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Baseline;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A stack of CloudFormation or a cluster of EKS that a volume or an instance is part of, as its tags tell: AWS Backup takes the parts with
 * it. Kubernetes of another sort tags its volumes alike, so that a pattern that fits a cluster's name need not mean the volume.
 *
 * @param type   the type of resources that has to be opted in
 * @param marker as it stands in the ARN, for example {@code :stack/}
 * @param exact  whether a pattern has to be the ARN itself to name it for certain
 * @param byTags whether the whole may have a tag that the part lacks
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/applicationstackbackups.html">CloudFormation stack backups</a>
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/eks-backups.html">Amazon EKS backups</a>
 */
record BackupWhole(String arn, String type, String marker, boolean exact, Certainty byTags) {

    private static final String STACK_TAG = "aws:cloudformation:stack-id";
    private static final String CLUSTER_TAG = "kubernetes.io/cluster/";

    /** Those that the resource is part of. A group of a stack hands the stack's tags to its members, which are no part of it. */
    static List<BackupWhole> of(Resource<?> resource) {
        Map<String, String> tags = resource.tags();
        Stream<BackupWhole> stacks = Stream.ofNullable(tags.get(STACK_TAG))
                .filter(stack -> !tags.containsKey(Baseline.AUTO_SCALING_GROUP_TAG))
                .map(BackupWhole::stack);
        Stream<BackupWhole> clusters = tags.keySet().stream()
                .filter(key -> key.startsWith(CLUSTER_TAG) && Baseline.isClaimed(tags))
                .map(key -> cluster(resource.scope(), key.substring(CLUSTER_TAG.length())));
        return Stream.concat(stacks, clusters).toList();
    }

    /** CloudFormation gives the stack's tags to its resources. */
    private static BackupWhole stack(String arn) {
        return new BackupWhole(arn, "CloudFormation", ":stack/", false, Certainty.NO);
    }

    private static BackupWhole cluster(Scope scope, String name) {
        String arn =
                String.join(":", "arn", scope.partition(), "eks", scope.region(), scope.accountId(), "cluster/" + name);
        return new BackupWhole(arn, "EKS", ":cluster/", true, Certainty.POSSIBLE);
    }

    /** Whether one of the patterns names the whole, and not only everything. */
    Certainty namedBy(List<String> patterns) {
        return patterns.stream()
                .filter(pattern -> pattern.contains(marker) && Wildcards.matches(pattern, arn))
                .map(pattern -> exact && !pattern.equals(arn) ? Certainty.POSSIBLE : Certainty.YES)
                .reduce(Certainty.NO, Certainty::or);
    }
}
