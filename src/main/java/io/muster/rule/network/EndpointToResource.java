package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.EndedStates;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The owner is told by the ARN of the resource configuration or of the service network that the endpoint leads to. */
@Singleton
class EndpointToResource extends RecordRule<VpcEndpoint> {

    private static final Set<String> TYPES = Set.of("resource", "servicenetwork");
    private static final int ACCOUNT_IN_ARN = 4;

    private final Baseline baseline;

    EndpointToResource(Baseline baseline) {
        super(
                new RuleMetadata(
                        "vpc-endpoint-resource-gateway",
                        "Resource or service network endpoint opens a path that routes do not show",
                        Severity.INFO,
                        Area.NETWORK,
                        ResourceKind.VPC_ENDPOINT,
                        "Such an endpoint leads from the VPC to single resources or services of other VPCs and accounts, with"
                                + " neither a route nor a peering connection that would show it.",
                        "Make sure that the endpoint is wanted and that its security groups admit only the clients that need it, or delete it. A partner's account may be named in muster.baseline.trusted-accounts.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-resources.html",
                                "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-service-networks.html"),
                        List.of()),
                VpcEndpoint.class);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<VpcEndpoint> resource, Estate estate) {
        VpcEndpoint endpoint = resource.attributes();
        if (foreign(resource, endpoint.ownerId()) || EndedStates.ENDPOINT.hold(endpoint.state())) {
            return Verdict.notApplicable();
        }
        if (endpoint.vpcEndpointType() == null) {
            return Verdict.unknown("AWS did not tell the type of the endpoint");
        }
        return leads(endpoint.vpcEndpointType()) ? open(resource, owner(endpoint), estate) : Verdict.notApplicable();
    }

    /** AWS writes types with capitals in some answers, and without in others. */
    private static boolean leads(String type) {
        return TYPES.contains(type.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String owner(VpcEndpoint endpoint) {
        return Stream.of(endpoint.resourceConfigurationArn(), endpoint.serviceNetworkArn())
                .filter(Objects::nonNull)
                .map(arn -> arn.split(":", -1))
                .filter(parts -> parts.length > ACCOUNT_IN_ARN)
                .map(parts -> parts[ACCOUNT_IN_ARN])
                .filter(account -> !account.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private Verdict open(Resource<VpcEndpoint> resource, @Nullable String owner, Estate estate) {
        VpcEndpoint endpoint = resource.attributes();
        boolean foreign = owner != null && !baseline.knows(owner, estate);
        return Verdict.fail(
                foreign ? Severity.MEDIUM : metadata().severity(),
                "The endpoint opens a path from the VPC to "
                        + (owner == null
                                ? "a resource of which AWS did not tell the owner."
                                : foreign
                                        ? "a resource of account " + owner + ", which is neither yours nor trusted."
                                        : "a resource of account " + owner + "."),
                Evidence.of("vpcEndpointId", resource.resourceId())
                        .and("type", endpoint.vpcEndpointType())
                        .and("vpcId", endpoint.vpcId())
                        .and("resourceConfigurationArn", endpoint.resourceConfigurationArn())
                        .and("serviceNetworkArn", endpoint.serviceNetworkArn())
                        .and("ownerId", owner)
                        .and("judgedBy", foreign ? Baseline.knownFrom(estate) : null)
                        .facts());
    }
}
