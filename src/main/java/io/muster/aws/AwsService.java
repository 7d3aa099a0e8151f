package io.muster.aws;

import static io.muster.aws.ServiceDeclaration.at;
import static io.muster.aws.ServiceDeclaration.perPartition;
import static io.muster.aws.ServiceDeclaration.perRegion;

import java.util.Optional;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingAsyncClient;
import software.amazon.awssdk.services.backup.BackupAsyncClient;
import software.amazon.awssdk.services.batch.BatchAsyncClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontAsyncClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailAsyncClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.codebuild.CodeBuildAsyncClient;
import software.amazon.awssdk.services.config.ConfigAsyncClient;
import software.amazon.awssdk.services.dlm.DlmAsyncClient;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ecs.EcsAsyncClient;
import software.amazon.awssdk.services.efs.EfsAsyncClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingAsyncClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2AsyncClient;
import software.amazon.awssdk.services.globalaccelerator.GlobalAcceleratorAsyncClient;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.guardduty.GuardDutyAsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.inspector2.Inspector2AsyncClient;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.organizations.OrganizationsAsyncClient;
import software.amazon.awssdk.services.rbin.RbinAsyncClient;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.ssm.SsmAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/**
 * An AWS service that Muster calls. Clients, request budgets, retries, metrics and the IAM policy of Muster's role follow from
 * its constant here. Its protocol is the one that its SDK client names, see {@link AnswerProtocol}.
 *
 * @param <C> the SDK's asynchronous client
 */
public final class AwsService<C extends AwsClient> {

    /**
     * The rates are those of the EC2 Developer Guide, "Request throttling for the Amazon EC2 API", for non-mutating operations
     * that page or filter.
     */
    public static final AwsService<Ec2AsyncClient> EC2 = new AwsService<>(perRegion(
            "ec2",
            Ec2AsyncClient::builder,
            RequestRates.perOperation(100, 20)
                    .except(20, 5, "DescribeSecurityGroupReferences", "DescribeStaleSecurityGroups")
                    .except(1, 1, "DescribeInstanceTopology", "DescribeMovingAddresses"),
            ErrorCodes.denying(
                            "UnauthorizedOperation", "OperationNotPermitted", "AccessDenied", "AccessDeniedException")
                    .retrying("RequestLimitExceeded", "InternalError", "ServiceUnavailable", "Unavailable")));

    /**
     * One endpoint per partition; calls go through the management account or a delegated administrator. All callers of an
     * organization share AWS's rates, so that these are low: see the AWS Organizations User Guide, "Quotas and service
     * limits", "Throttling limits".
     */
    public static final AwsService<OrganizationsAsyncClient> ORGANIZATIONS = new AwsService<>(perPartition(
            "organizations",
            OrganizationsAsyncClient::builder,
            RequestRates.perOperation(10, 8),
            ErrorCodes.denying("AccessDeniedException")
                    .retrying("ConcurrentModificationException", "ServiceException", "TooManyRequestsException")));

    /**
     * AWS publishes no rates for IAM; 15 per second is the rate that other tools found to work. Simulations cost AWS more, and have a
     * rate of their own.
     */
    public static final AwsService<IamAsyncClient> IAM = new AwsService<>(perPartition(
            "iam",
            IamAsyncClient::builder,
            RequestRates.perOperation(15, 15).except(5, 5, "SimulatePrincipalPolicy"),
            ErrorCodes.denying("AccessDenied").retrying("ServiceFailure", "Throttling")));

    /** The rates are those of the KMS Developer Guide, "Request quotas". */
    public static final AwsService<KmsAsyncClient> KMS = new AwsService<>(perRegion(
            "kms",
            KmsAsyncClient::builder,
            RequestRates.perOperation(100, 100)
                    .except(2_000, 2_000, "DescribeKey", "ListResourceTags")
                    .except(1_000, 1_000, "GetKeyPolicy", "GetKeyRotationStatus")
                    .except(500, 500, "ListAliases", "ListKeys"),
            ErrorCodes.usual("DependencyTimeoutException", "KMSInternalException")));

    /**
     * The API of version 2. The rates are those of the Elastic Load Balancing User Guide, "Request throttling": operations that
     * only read share a bucket.
     */
    public static final AwsService<ElasticLoadBalancingV2AsyncClient> ELASTIC_LOAD_BALANCING =
            new AwsService<>(perRegion(
                    "elasticloadbalancing",
                    ElasticLoadBalancingV2AsyncClient::builder,
                    RequestRates.shared(40, 10),
                    ErrorCodes.denying("AccessDenied", "AccessDeniedException")
                            .retrying("Throttling", "ThrottlingException")));

    /** The API of 2012-06-01, with the IAM actions of version 2 and, here, its bucket, for AWS publishes none of its own. */
    public static final AwsService<ElasticLoadBalancingAsyncClient> CLASSIC_LOAD_BALANCING = new AwsService<>(perRegion(
            "elasticloadbalancing",
            ElasticLoadBalancingAsyncClient::builder,
            RequestRates.shared(40, 10),
            ErrorCodes.denying("AccessDenied", "AccessDeniedException").retrying("Throttling", "ThrottlingException")));

    /**
     * All operations share a bucket (Amazon EC2 Auto Scaling API Reference, "API request rate"), whose size AWS does not
     * publish; auto scaling itself and the console take from it, too.
     */
    public static final AwsService<AutoScalingAsyncClient> AUTO_SCALING = new AwsService<>(perRegion(
            "autoscaling",
            AutoScalingAsyncClient::builder,
            RequestRates.shared(20, 10),
            ErrorCodes.denying("AccessDenied", "AccessDeniedException")
                    .retrying("Throttling", "ThrottlingException", "RequestLimitExceeded", "ServiceUnavailable")));

    /** One endpoint for all regions (AWS General Reference, "AWS Global Accelerator endpoints and quotas"). AWS publishes no rates. */
    public static final AwsService<GlobalAcceleratorAsyncClient> GLOBAL_ACCELERATOR = new AwsService<>(at(
                    "us-west-2",
                    "globalaccelerator",
                    GlobalAcceleratorAsyncClient::builder,
                    RequestRates.perOperation(5, 5),
                    ErrorCodes.usual("InternalServiceErrorException"))
            .onlyIn("aws"));

    /** AWS publishes no rates for operations that read. GovCloud has no CloudFront; the European Sovereign Cloud is to get it. */
    public static final AwsService<CloudFrontAsyncClient> CLOUDFRONT = new AwsService<>(perPartition(
                    "cloudfront",
                    CloudFrontAsyncClient::builder,
                    RequestRates.perOperation(5, 5),
                    ErrorCodes.denying("AccessDenied").retrying("Throttling", "ServiceUnavailable"))
            .onlyIn("aws", "aws-cn", "aws-eusc"));

    /** AWS publishes no rates for Data Lifecycle Manager. */
    public static final AwsService<DlmAsyncClient> DATA_LIFECYCLE_MANAGER = new AwsService<>(perRegion(
            "dlm", DlmAsyncClient::builder, ErrorCodes.usual("InternalServerException", "LimitExceededException")));

    /** AWS publishes no rates for AWS Backup. */
    public static final AwsService<BackupAsyncClient> BACKUP = new AwsService<>(
            perRegion("backup", BackupAsyncClient::builder, ErrorCodes.usual("ServiceUnavailableException")));

    /** AWS publishes no rates for the Recycle Bin. */
    public static final AwsService<RbinAsyncClient> RECYCLE_BIN =
            new AwsService<>(perRegion("rbin", RbinAsyncClient::builder, ErrorCodes.usual("InternalServerException")));

    /** The rates are those of the CloudTrail User Guide, "Quotas in AWS CloudTrail", for operations that get, describe and list. */
    public static final AwsService<CloudTrailAsyncClient> CLOUDTRAIL = new AwsService<>(perRegion(
            "cloudtrail", CloudTrailAsyncClient::builder, RequestRates.perOperation(10, 10), ErrorCodes.usual()));

    /** AWS publishes no rates for GuardDuty's operations. */
    public static final AwsService<GuardDutyAsyncClient> GUARDDUTY = new AwsService<>(
            perRegion("guardduty", GuardDutyAsyncClient::builder, ErrorCodes.usual("InternalServerErrorException")));

    /** AWS publishes no rates for Amazon Inspector's operations. */
    public static final AwsService<Inspector2AsyncClient> INSPECTOR = new AwsService<>(
            perRegion("inspector2", Inspector2AsyncClient::builder, ErrorCodes.usual("InternalServerException")));

    /** AWS publishes no rates for AWS Config's operations on recorders. */
    public static final AwsService<ConfigAsyncClient> CONFIG = new AwsService<>(perRegion(
            "config",
            ConfigAsyncClient::builder,
            ErrorCodes.denying("AccessDeniedException", "AccessDenied").retrying("ThrottlingException", "Throttling")));

    /** AWS publishes no rates for these operations of Systems Manager. */
    public static final AwsService<SsmAsyncClient> SSM =
            new AwsService<>(perRegion("ssm", SsmAsyncClient::builder, ErrorCodes.usual("InternalServerError")));

    /** The rate is that of DescribeAlarms in the CloudWatch User Guide, "CloudWatch service quotas". */
    public static final AwsService<CloudWatchAsyncClient> CLOUDWATCH = new AwsService<>(perRegion(
            "cloudwatch",
            CloudWatchAsyncClient::builder,
            RequestRates.perOperation(9, 9),
            ErrorCodes.denying("AccessDenied", "AccessDeniedException")
                    .retrying("InternalServiceFault", "Throttling", "ThrottlingException")));

    /** The rate is that of the control plane in the Lambda Developer Guide, "Lambda quotas", which all operations share. */
    public static final AwsService<LambdaAsyncClient> LAMBDA = new AwsService<>(perRegion(
            "lambda",
            LambdaAsyncClient::builder,
            RequestRates.shared(15, 15),
            ErrorCodes.denying("AccessDeniedException").retrying("ServiceException", "TooManyRequestsException")));

    /** Lower than what the ECS API Reference has, "Request throttling for the Amazon ECS API": deployments take from it, too. */
    public static final AwsService<EcsAsyncClient> ECS = new AwsService<>(perRegion(
            "ecs", EcsAsyncClient::builder, RequestRates.perOperation(20, 10), ErrorCodes.usual("ServerException")));

    /** AWS publishes no rates for CodeBuild's operations that read. */
    public static final AwsService<CodeBuildAsyncClient> CODEBUILD =
            new AwsService<>(perRegion("codebuild", CodeBuildAsyncClient::builder, ErrorCodes.usual()));

    /** AWS publishes no rates for AWS Batch's operations that read. */
    public static final AwsService<BatchAsyncClient> BATCH = new AwsService<>(perRegion(
            "batch", BatchAsyncClient::builder, ErrorCodes.usual("ServerException", "TooManyRequestsException")));

    /** AWS publishes no rates for Glue's operations on connections. */
    public static final AwsService<GlueAsyncClient> GLUE = new AwsService<>(perRegion(
            "glue",
            GlueAsyncClient::builder,
            RequestRates.perOperation(5, 5),
            ErrorCodes.usual("InternalServiceException")));

    /** AWS publishes no rates for RDS. Its operations list the instances of Neptune and DocumentDB as well. */
    public static final AwsService<RdsAsyncClient> RDS = new AwsService<>(perRegion(
            "rds",
            RdsAsyncClient::builder,
            ErrorCodes.denying("AccessDenied").retrying("InternalFailure", "Throttling")));

    /** AWS publishes no rates for EFS's operations that describe. */
    public static final AwsService<EfsAsyncClient> EFS = new AwsService<>(
            perRegion("elasticfilesystem", EfsAsyncClient::builder, ErrorCodes.usual("InternalServerError")));

    /**
     * The queue of events. Its answers leave out what is empty: nothing may be concluded from what one of them lacks. Standard
     * queues have nearly no limit (SQS Developer Guide, "Amazon SQS message quotas").
     */
    public static final AwsService<SqsAsyncClient> SQS = new AwsService<>(perRegion(
                    "sqs",
                    SqsAsyncClient::builder,
                    RequestRates.perOperation(1_000, 1_000),
                    ErrorCodes.denying("AccessDenied", "AccessDeniedException")
                            .retrying("RequestThrottled", "ThrottlingException"))
            .leavingOutEmptyMembers());

    /** AWS publishes no rates for STS; each of its regional endpoints has a limit of its own. */
    static final AwsService<StsAsyncClient> STS = new AwsService<>(perRegion(
            "sts",
            StsAsyncClient::builder,
            RequestRates.perOperation(100, 100),
            ErrorCodes.denying("AccessDenied").retrying("Throttling")));

    /** The region under which the budgets of a service that has no regions are kept. */
    static final String NO_REGION = "global";

    private final ServiceDeclaration<C> declaration;

    private AwsService(ServiceDeclaration<C> declaration) {
        this.declaration = declaration;
    }

    /** Whether its answers have what they always have, even if empty: they are then checked for it. */
    boolean telling() {
        return declaration.telling();
    }

    /** The prefix of its IAM actions. */
    public String name() {
        return declaration.name();
    }

    /** One of its operations. */
    public AwsOperation operation(String operation) {
        return new AwsOperation(this, operation);
    }

    /** Whether it has an endpoint and budgets per region; else it has one endpoint per partition. */
    boolean regional() {
        return declaration.regional();
    }

    /** The one region in which a service without regions answers; empty where the partition's endpoint does. */
    public Optional<String> onlyRegion() {
        return declaration.onlyRegion();
    }

    /** Whether the partition has it. */
    public boolean isIn(String partition) {
        return declaration.partitions().isEmpty() || declaration.partitions().contains(partition);
    }

    /** Whether AWS offered it in the region when the SDK was built. */
    boolean offeredIn(String region) {
        return declaration.offeredIn(region);
    }

    RequestRates rates() {
        return declaration.rates();
    }

    boolean denies(String errorCode) {
        return declaration.errors().denied().contains(errorCode);
    }

    boolean retries(String errorCode) {
        return declaration.errors().retried().contains(errorCode);
    }

    C open(ClientSettings settings) {
        return declaration.opening().apply(settings);
    }

    @Override
    public String toString() {
        return declaration.name();
    }
}
