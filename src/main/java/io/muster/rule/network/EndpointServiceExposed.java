package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AllowedPrincipal;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpointService;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Two locks keep strangers out: the list of principals, and the acceptance of each connection. */
@Singleton
class EndpointServiceExposed extends RecordRule<VpcEndpointService> {

    private static final Set<String> OVER = Set.of("deleting", "deleted", "failed");
    private static final String EVERYBODY = "*";

    EndpointServiceExposed() {
        super(
                new RuleMetadata(
                        "vpc-endpoint-service-exposed",
                        "PrivateLink service connects consumers without acceptance, or is open to everybody",
                        Severity.HIGH,
                        Area.NETWORK,
                        ResourceKind.VPC_ENDPOINT_SERVICE,
                        "Whoever may connect to an endpoint service reaches the load balancers behind it past the internet and,"
                                + " as a rule, past the load balancers' security groups.",
                        "Require acceptance, and name the accounts that may connect in place of everybody.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpointServicePermissions.html"),
                        List.of()),
                VpcEndpointService.class);
    }

    @Override
    public Verdict judge(Resource<VpcEndpointService> resource, Estate estate) {
        VpcEndpointService service = resource.attributes();
        if (service.state() != null && OVER.contains(service.state().toLowerCase(Locale.ROOT))) {
            return Verdict.notApplicable();
        }
        if (service.acceptanceRequired() == null) {
            return Verdict.unknown("AWS did not tell whether connections must be accepted");
        }
        List<String> principals = principals(service);
        return service.acceptanceRequired()
                ? accepting(resource, principals)
                : fail(
                        "Consumers connect to the service without acceptance"
                                + (admitsEverybody(principals) ? ", and everybody may." : "."),
                        facts(resource, principals));
    }

    private static @Nullable List<String> principals(VpcEndpointService service) {
        return service.allowedPrincipals() == null
                ? null
                : service.allowedPrincipals().stream()
                        .map(AllowedPrincipal::principal)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static boolean admitsEverybody(@Nullable List<String> principals) {
        return principals != null && principals.contains(EVERYBODY);
    }

    /** Whether a named account belongs to the organization is not known here; that somebody accepts it, is. */
    private static Verdict accepting(Resource<VpcEndpointService> resource, @Nullable List<String> principals) {
        if (principals == null) {
            return Verdict.unknown("the principals that may connect could not be read");
        }
        return admitsEverybody(principals)
                ? Verdict.fail(
                        Severity.LOW,
                        "Everybody may ask to connect to the service, and learns that there is one.",
                        facts(resource, principals))
                : Verdict.pass();
    }

    private static Map<String, Object> facts(Resource<VpcEndpointService> resource, @Nullable List<String> principals) {
        return Evidence.of("serviceName", resource.attributes().serviceName())
                .and("acceptanceRequired", resource.attributes().acceptanceRequired())
                .and("allowedPrincipals", principals)
                .and("loadBalancerArns", resource.attributes().loadBalancerArns())
                .facts();
    }
}
