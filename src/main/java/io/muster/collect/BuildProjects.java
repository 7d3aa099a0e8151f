package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.SecurityGroupUser;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.ListProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.Tag;

/** The projects of CodeBuild that build in a VPC, a hundred at a time, which is the most that AWS takes. */
final class BuildProjects implements Collector<SecurityGroupUser> {

    private static final int MOST_NAMES = 100;
    private static final String DESCRIBED = "BatchGetProjects";

    /** The operation has no parameter for the page size. */
    private static final Listing<?, String> NAMES = Listing.of(
            AwsService.CODEBUILD,
            "ListProjects",
            (codeBuild, token) -> codeBuild.listProjects(r -> r.nextToken(token)),
            ListProjectsResponse::nextToken,
            ListProjectsResponse::projects);

    @Override
    public Class<SecurityGroupUser> type() {
        return SecurityGroupUser.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(NAMES.operation(), AwsService.CODEBUILD.operation(DESCRIBED));
    }

    @Override
    public Uni<Collection<SecurityGroupUser>> collect(AwsScope aws) {
        return NAMES.<String>read(aws, name -> name)
                .chain(names -> Batches.read(aws, names.items(), MOST_NAMES, BuildProjects::described)
                        .map(projects -> users(aws, names, projects)));
    }

    private static Listing<?, Project> described(List<String> names) {
        return Listing.of(
                AwsService.CODEBUILD,
                DESCRIBED,
                (codeBuild, token) -> codeBuild.batchGetProjects(r -> r.names(names)),
                answer -> null,
                BatchGetProjectsResponse::projects);
    }

    private static Collection<SecurityGroupUser> users(AwsScope aws, Reading<String> names, Reading<Project> projects) {
        Harvest<Resource<SecurityGroupUser>> harvest = new Harvest<>();
        harvest.leaveOpen(names);
        harvest.leaveOpen(projects);
        projects.items().stream()
                .filter(project -> !groups(project).isEmpty())
                .forEach(project -> harvest.add(
                        AwsService.CODEBUILD.operation(DESCRIBED),
                        String.valueOf(project.name()),
                        () -> GroupUserListing.user(
                                aws,
                                "CODEBUILD_PROJECT",
                                project.arn(),
                                project.name(),
                                Tags.of(project.tags(), Tag::key, Tag::value),
                                groups(project))));
        return Reading.outcome(harvest.reading());
    }

    private static List<String> groups(Project project) {
        return project.vpcConfig() == null ? List.of() : project.vpcConfig().securityGroupIds();
    }
}
