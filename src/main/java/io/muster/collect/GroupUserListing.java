package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroupUser;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.glue.model.Connection;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/**
 * The users of security groups in a service that lists them with their groups. The answers hold more, such as environment
 * variables: only groups, ARN, name and tags are kept.
 *
 * @param <I> the SDK's type of an item
 */
final class GroupUserListing<I> extends ListingCollector<I, SecurityGroupUser> {

    private final Mapping<I> user;

    private GroupUserListing(Listing<?, I> listing, Mapping<I> user) {
        super(SecurityGroupUser.class, listing);
        this.user = user;
    }

    private interface Mapping<I> {
        Resource<SecurityGroupUser> of(AwsScope aws, I item);
    }

    @Override
    Resource<SecurityGroupUser> resource(AwsScope aws, I item) {
        return user.of(aws, item);
    }

    /** A user; its id is the part of its ARN behind the account. */
    static Resource<SecurityGroupUser> user(
            AwsScope aws, String type, String arn, String name, Map<String, String> tags, List<String> groups) {
        String identity = UnreadableItem.require("the ARN", arn);
        String[] parts = identity.split(":", 6);
        return aws.resource(
                identity,
                parts[parts.length - 1],
                Tags.name(tags, name),
                tags,
                new SecurityGroupUser(type, groups == null ? null : Canonical.strings(groups.stream()), null));
    }

    /** An item that is null stays: it is not known whether it has groups. */
    private static <I> List<I> withGroups(List<I> items, Function<I, List<String>> groups) {
        return items.stream()
                .filter(item -> item == null || !groups.apply(item).isEmpty())
                .toList();
    }

    static GroupUserListing<FunctionConfiguration> functions() {
        return new GroupUserListing<>(
                Listing.of(
                        AwsService.LAMBDA,
                        "ListFunctions",
                        (lambda, token) ->
                                lambda.listFunctions(r -> r.maxItems(50).marker(token)),
                        page -> page.nextMarker(),
                        page -> withGroups(page.functions(), GroupUserListing::groups)),
                (aws, function) -> user(
                        aws,
                        "LAMBDA_FUNCTION",
                        function.functionArn(),
                        function.functionName(),
                        Map.of(),
                        groups(function)));
    }

    private static List<String> groups(FunctionConfiguration function) {
        return function.vpcConfig() == null ? List.of() : function.vpcConfig().securityGroupIds();
    }

    static GroupUserListing<ComputeEnvironmentDetail> computeEnvironments() {
        return new GroupUserListing<>(
                Listing.of(
                        AwsService.BATCH,
                        "DescribeComputeEnvironments",
                        (batch, token) -> batch.describeComputeEnvironments(
                                r -> r.maxResults(100).nextToken(token)),
                        page -> page.nextToken(),
                        page -> withGroups(page.computeEnvironments(), GroupUserListing::groups)),
                (aws, environment) -> user(
                        aws,
                        "BATCH_COMPUTE_ENVIRONMENT",
                        environment.computeEnvironmentArn(),
                        environment.computeEnvironmentName(),
                        new TreeMap<>(environment.tags()),
                        groups(environment)));
    }

    private static List<String> groups(ComputeEnvironmentDetail environment) {
        return environment.computeResources() == null
                ? List.of()
                : environment.computeResources().securityGroupIds();
    }

    /** Glue leaves out the ARN, and the password as it is told to. */
    static GroupUserListing<Connection> connections() {
        return new GroupUserListing<>(
                Listing.of(
                        AwsService.GLUE,
                        "GetConnections",
                        (glue, token) -> glue.getConnections(
                                r -> r.hidePassword(true).maxResults(100).nextToken(token)),
                        page -> page.nextToken(),
                        page -> withGroups(page.connectionList(), GroupUserListing::groups)),
                (aws, connection) -> user(
                        aws,
                        "GLUE_CONNECTION",
                        arn(aws.scope(), UnreadableItem.require("the name", connection.name())),
                        connection.name(),
                        Map.of(),
                        groups(connection)));
    }

    private static String arn(Scope scope, String connection) {
        return String.join(":", "arn", scope.partition(), "glue", scope.region(), scope.accountId(), "connection/")
                + connection;
    }

    private static List<String> groups(Connection connection) {
        return connection.physicalConnectionRequirements() == null
                ? List.of()
                : connection.physicalConnectionRequirements().securityGroupIdList();
    }

    static GroupUserListing<DBInstance> databaseInstances() {
        return new GroupUserListing<>(
                Listing.of(
                        AwsService.RDS,
                        "DescribeDBInstances",
                        (rds, token) ->
                                rds.describeDBInstances(r -> r.maxRecords(100).marker(token)),
                        page -> page.marker(),
                        page -> withGroups(page.dbInstances(), instance -> groups(instance.vpcSecurityGroups()))),
                (aws, instance) -> user(
                        aws,
                        "RDS_INSTANCE",
                        instance.dbInstanceArn(),
                        instance.dbInstanceIdentifier(),
                        tags(instance.tagList()),
                        groups(instance.vpcSecurityGroups())));
    }

    static GroupUserListing<DBCluster> databaseClusters() {
        return new GroupUserListing<>(
                Listing.of(
                        AwsService.RDS,
                        "DescribeDBClusters",
                        (rds, token) ->
                                rds.describeDBClusters(r -> r.maxRecords(100).marker(token)),
                        page -> page.marker(),
                        page -> withGroups(page.dbClusters(), cluster -> groups(cluster.vpcSecurityGroups()))),
                (aws, cluster) -> user(
                        aws,
                        "RDS_CLUSTER",
                        cluster.dbClusterArn(),
                        cluster.dbClusterIdentifier(),
                        tags(cluster.tagList()),
                        groups(cluster.vpcSecurityGroups())));
    }

    private static List<String> groups(List<VpcSecurityGroupMembership> memberships) {
        return memberships.stream()
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return Tags.of(tags, Tag::key, Tag::value);
    }
}
