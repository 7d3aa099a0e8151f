package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * See the APIs' {@code ListFunctions} (Lambda), {@code DescribeServices} (ECS), {@code BatchGetProjects} (CodeBuild),
 * {@code DescribeComputeEnvironments} (Batch), {@code GetConnections} (Glue), {@code DescribeDBInstances} and
 * {@code DescribeDBClusters} (RDS), {@code DescribeMountTargetSecurityGroups} (EFS).
 */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.SECURITY_GROUP_USER,
        plural = "securityGroupUsers",
        description =
                "A resource of another service that is set up with security groups, also while it has no network interface."
                        + " One without groups is not listed. Its resource id is the end of its ARN.")
public record SecurityGroupUser(
        @Described(
                "LAMBDA_FUNCTION, ECS_SERVICE, CODEBUILD_PROJECT, BATCH_COMPUTE_ENVIRONMENT, GLUE_CONNECTION, RDS_INSTANCE,"
                        + " RDS_CLUSTER or EFS_FILE_SYSTEM. Instances and clusters of Neptune and DocumentDB count as those of RDS.")
        @Filterable("types")
        @Dimension
        String type,

        @Described("The groups that it is set up with; absent where they could not be read.")
        @Nullable
        @Filterable("securityGroupIds")
        @Link(value = Relation.USES_SECURITY_GROUP, field = "securityGroups", to = ResourceKind.SECURITY_GROUP)
        List<String> securityGroupIds,

        @Described(
                "When AWS was asked last for the groups of the mount targets of a file system; absent where one of them could not be read, and for users of other types.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt("securityGroupIds")
        Instant groupsCheckedAt) {}
