package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsOperation;
import io.muster.aws.TestClients;
import io.muster.collect.Collection.Gap;
import io.muster.demo.DemoCloud;
import io.muster.demo.DemoFaults;
import io.muster.demo.DemoServer;
import io.muster.demo.DemoSize;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroupUser;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One kind of eight services: what each of them tells, and what a service that refuses costs. */
class SecurityGroupUserTest {

    private static final DemoCloud CLOUD = new DemoCloud(new DemoSize(1, List.of("eu-central-1"), 0, 42));
    private static final DemoFaults FAULTS = new DemoFaults();
    private static final SecurityGroupUserCollector USERS = new SecurityGroupUserCollector();

    private static Vertx vertx;
    private static DemoServer server;
    private static TestClients clients;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server = new DemoServer(vertx, CLOUD, FAULTS, "127.0.0.1");
        clients = TestClients.at(server.start(0).join(), Map.of("max-attempts", "3", "retry-pause", "1ms"));
    }

    @AfterEach
    void behave() {
        FAULTS.clear();
    }

    @AfterAll
    static void stop() {
        clients.close();
        server.stop().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void readsTheUsersOfAllServices() {
        // when
        Collection<SecurityGroupUser> collection = collected();

        // then
        assertThat(collection).isInstanceOf(Collection.Complete.class);
        assertThat(collection.resources())
                .extracting(user -> user.attributes().type())
                .containsExactlyInAnyOrder(
                        "LAMBDA_FUNCTION",
                        "ECS_SERVICE",
                        "CODEBUILD_PROJECT",
                        "BATCH_COMPUTE_ENVIRONMENT",
                        "GLUE_CONNECTION",
                        "RDS_INSTANCE",
                        "RDS_CLUSTER",
                        "EFS_FILE_SYSTEM");
        assertThat(collection.resources()).allSatisfy(user -> {
            assertThat(user.attributes().securityGroupIds()).hasSize(1);
            assertThat(user.arn()).endsWith(user.resourceId());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "lambda:ListFunctions, LAMBDA_FUNCTION",
        "ecs:ListClusters, ECS_SERVICE",
        "ecs:ListServices, ECS_SERVICE",
        "ecs:DescribeServices, ECS_SERVICE",
        "codebuild:ListProjects, CODEBUILD_PROJECT",
        "codebuild:BatchGetProjects, CODEBUILD_PROJECT",
        "batch:DescribeComputeEnvironments, BATCH_COMPUTE_ENVIRONMENT",
        "glue:GetConnections, GLUE_CONNECTION",
        "rds:DescribeDBInstances, RDS_INSTANCE",
        "rds:DescribeDBClusters, RDS_CLUSTER",
        "elasticfilesystem:DescribeFileSystems, EFS_FILE_SYSTEM"
    })
    void aServiceThatRefusesCostsItsOwnUsers(String operation, String type) {
        // given
        FAULTS.deny(operation);

        // when
        Collection<SecurityGroupUser> collection = collected();

        // then
        assertThat(collection).isInstanceOf(Collection.Partial.class);
        assertThat(collection.gaps()).extracting(Gap::operation).containsExactly(operation);
        assertThat(collection.unread().rest()).isTrue();
        assertThat(collection.resources())
                .hasSize(7)
                .extracting(user -> user.attributes().type())
                .doesNotContain(type);
    }

    static Stream<String> lookUps() {
        return Stream.of(
                "elasticfilesystem:DescribeMountTargets", "elasticfilesystem:DescribeMountTargetSecurityGroups");
    }

    @ParameterizedTest
    @MethodSource("lookUps")
    void aFileSystemWhoseGroupsAreNotToldHasUnknownOnes(String operation) {
        // given
        FAULTS.deny(operation);

        // when
        Collection<SecurityGroupUser> collection = collected();

        // then
        assertThat(collection.resources())
                .hasSize(8)
                .filteredOn(user -> user.attributes().type().equals("EFS_FILE_SYSTEM"))
                .singleElement()
                .satisfies(
                        user -> assertThat(user.attributes().securityGroupIds()).isNull());
    }

    @Test
    void nothingIsReadWhereAllRefuse() {
        // given
        Set<String> operations = new TreeSet<>();
        USERS.operations().stream().map(AwsOperation::action).forEach(operations::add);
        operations.forEach(FAULTS::deny);

        // when, then
        assertThat(collected()).isInstanceOf(Collection.Failed.class);
    }

    private static Collection<SecurityGroupUser> collected() {
        String account = "111111111111";
        AwsScope aws = new AwsScope(
                Scope.of(account, "eu-central-1"), clients.clients().session(AwsAccess.direct(account)));
        return USERS.collect(aws).await().indefinitely();
    }
}
