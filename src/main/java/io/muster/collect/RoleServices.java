package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.Jobs;
import io.muster.aws.Pages;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.ServiceUse;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.ErrorDetails;
import software.amazon.awssdk.services.iam.model.GenerateServiceLastAccessedDetailsResponse;
import software.amazon.awssdk.services.iam.model.GetServiceLastAccessedDetailsResponse;
import software.amazon.awssdk.services.iam.model.JobStatusType;
import software.amazon.awssdk.services.iam.model.ServiceLastAccessed;

/**
 * The look-up of the services that were called with a role, out of those that its policies allow: IAM's service last accessed
 * data, which it puts together in a job for each role. Roles that are in no instance profile are not asked for.
 */
final class RoleServices {

    /** A job takes IAM a few seconds. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** More than for other look-ups, because most of the time is spent waiting for IAM's jobs. */
    private static final int JOBS_AT_ONCE = 32;

    private static final Lookup<Resource<Role>, String> BEGUN = Lookup.of(
            AwsService.IAM,
            "GenerateServiceLastAccessedDetails",
            (Resource<Role> role) -> role.arn(),
            (iam, arn) -> iam.generateServiceLastAccessedDetails(r -> r.arn(arn)),
            (GenerateServiceLastAccessedDetailsResponse answer) ->
                    UnreadableItem.require("the id of the job", answer.jobId()));

    private static final Lookup<String, List<ServiceLastAccessed>> RESULT = JobLookup.result(
            AwsService.IAM,
            "GetServiceLastAccessedDetails",
            (iam, job, token) -> iam.getServiceLastAccessedDetails(
                    r -> r.jobId(job).maxItems(1000).marker(token)),
            RoleServices::progress,
            PAUSE,
            page -> Pages.marker(page.isTruncated(), page.marker()),
            GetServiceLastAccessedDetailsResponse::servicesLastAccessed);

    private static final Lookup<Resource<Role>, Services> SERVICES =
            JobLookup.of(BEGUN, RESULT.map(Services::of)).gone("NoSuchEntity").rechecked();

    private static final AddedFacts<Role, Services> FACTS =
            new AddedFacts<>(SERVICES, RoleServices::with, JOBS_AT_ONCE);

    private RoleServices() {}

    static Set<AwsOperation> operations() {
        return SERVICES.operations();
    }

    private static Jobs.Progress progress(GetServiceLastAccessedDetailsResponse answer) {
        if (answer.jobStatus() == JobStatusType.COMPLETED) {
            return new Jobs.Finished();
        }
        if (answer.jobStatus() == JobStatusType.FAILED) {
            Optional<ErrorDetails> error = Optional.ofNullable(answer.error());
            return new Jobs.GivenUp(
                    error.map(ErrorDetails::code).orElse("FAILED"),
                    error.map(ErrorDetails::message).orElse("IAM gives no reason"));
        }
        return new Jobs.Running();
    }

    /**
     * The same roles with the services of those that are in a profile; one that has vanished meanwhile is left out. Where not all
     * profiles could be read, a role that has lost its facts so is not known from one that is in none: the gaps of the profiles are
     * those of the roles then.
     */
    static Uni<Reading<Resource<Role>>> addedTo(
            AwsScope aws, Reading<Resource<Role>> roles, Collection<InstanceProfile> profiles) {
        return Rechecks.of(aws, Role.class)
                .chain(rechecks -> addedTo(aws, lacking(roles, profiles), rechecks, inProfile(profiles, rechecks)));
    }

    private static Reading<Resource<Role>> lacking(
            Reading<Resource<Role>> roles, Collection<InstanceProfile> profiles) {
        Harvest<Resource<Role>> harvest = new Harvest<>();
        harvest.takeOver(roles);
        harvest.withoutFacts(profiles.gaps());
        return harvest.reading();
    }

    private static Uni<Reading<Resource<Role>>> addedTo(
            AwsScope aws, Reading<Resource<Role>> roles, Rechecks<Role> rechecks, Predicate<Resource<Role>> asked) {
        Map<Boolean, List<Resource<Role>>> parts = roles.items().stream().collect(Collectors.partitioningBy(asked));
        return FACTS.to(aws, new Reading<>(parts.get(true), roles.unread(), roles.gaps()), rechecks)
                .map(added -> added.and(parts.get(false)));
    }

    /** Where not all profiles could be read, a role that was in one counts as being in one still. */
    private static Predicate<Resource<Role>> inProfile(Collection<InstanceProfile> profiles, Rechecks<Role> rechecks) {
        Set<String> held = profiles.resources().stream()
                .map(profile -> profile.attributes().roleArn())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return profiles instanceof Collection.Complete
                ? role -> held.contains(role.arn())
                : role -> held.contains(role.arn()) || rechecks.recalled(role).isPresent();
    }

    private static Role with(Role role, @Nullable Services services) {
        return new Role(
                role.path(),
                role.trustPolicy(),
                role.inlinePolicies(),
                role.attachedPolicies(),
                role.permissionsBoundaryArn(),
                role.permissionsBoundaryDocument(),
                role.lastUsedAt(),
                role.createTime(),
                services == null ? null : services.used,
                services == null ? null : services.unused,
                null);
    }

    private record Services(List<ServiceUse> used, List<String> unused) {

        static Services of(List<ServiceLastAccessed> all) {
            return new Services(
                    all.stream()
                            .filter(service -> service.lastAuthenticated() != null)
                            .map(service -> new ServiceUse(namespace(service), service.lastAuthenticated()))
                            .sorted(Comparator.comparing(ServiceUse::service))
                            .toList(),
                    Canonical.strings(all.stream()
                            .filter(service -> service.lastAuthenticated() == null)
                            .map(Services::namespace)));
        }

        private static String namespace(ServiceLastAccessed service) {
            return UnreadableItem.require("the namespace of a service", service.serviceNamespace());
        }
    }
}
