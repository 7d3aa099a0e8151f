package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.SetInstanceProfile;
import io.muster.estate.change.SetMetadataOptions;
import io.muster.estate.change.SetSecurityGroups;
import io.muster.estate.change.Unknowable;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.ToggleState;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.stream.StreamSupport;

/** Instances in a Terraform plan. */
final class PlanInstances {

    private static final String GROUPS = "vpc_security_group_ids";
    private static final String PROFILE = "iam_instance_profile";
    private static final String OPTIONS = "metadata_options";

    private PlanInstances() {}

    static void instance(PlanResource resource, TerraformPlan plan) {
        if (!resource.updates()) {
            plan.ignore(
                    resource,
                    "only an instance that exists already and stays can be judged: a new one has no network interface yet");
            return;
        }
        String id = resource.old("id");
        options(resource, id, plan);
        if (resource.differs(GROUPS)) {
            groups(resource, id, plan);
        }
        String profile = resource.named(PROFILE, PlanProfiles.TYPE);
        if (resource.unknown(PROFILE) && profile == null) {
            plan.propose(resource, new Unknowable(ResourceKind.INSTANCE, "instanceId", id));
        } else if (resource.differs(PROFILE)) {
            plan.propose(resource, new SetInstanceProfile(id, profile));
        }
    }

    private static void options(PlanResource resource, String id, TerraformPlan plan) {
        if (resource.unknown(OPTIONS)) {
            plan.propose(resource, new Unknowable(ResourceKind.INSTANCE, "instanceId", id));
        } else if (resource.differs(OPTIONS)) {
            JsonNode options = resource.after().path(OPTIONS).path(0);
            String tokens = PlanResource.text(options, "http_tokens");
            plan.propose(
                    resource,
                    new SetMetadataOptions(
                            id,
                            tokens == null
                                    ? null
                                    : tokens.equals("required") ? HttpTokens.REQUIRED : HttpTokens.OPTIONAL,
                            PlanResource.integer(options, "http_put_response_hop_limit"),
                            toggle(options, "http_endpoint"),
                            toggle(options, "instance_metadata_tags")));
        }
    }

    @Nullable
    private static ToggleState toggle(JsonNode options, String name) {
        String state = PlanResource.text(options, name);
        return state == null ? null : state.equals("disabled") ? ToggleState.DISABLED : ToggleState.ENABLED;
    }

    private static void groups(PlanResource resource, String id, TerraformPlan plan) {
        List<String> ids = PlanResource.texts(resource.after(), GROUPS);
        if (resource.unknown(GROUPS)) {
            // Terraform leaves the ids of groups that the plan makes out of the list, or the whole list
            List<String> made = resource.references().made(resource.address(), GROUPS, "aws_security_group");
            long missing = StreamSupport.stream(resource.unknown().path(GROUPS).spliterator(), false)
                    .filter(PlanResource::holdsTrue)
                    .count();
            if (made.isEmpty() || missing != made.size()) {
                plan.propose(resource, new Unknowable(ResourceKind.INSTANCE, "instanceId", id));
                return;
            }
            ids.addAll(made);
        }
        // of an instance with several interfaces, Terraform changes the first one
        String eni = PlanResource.text(resource.before(), "primary_network_interface_id");
        plan.propose(resource, new SetSecurityGroups(id, eni, ids));
    }
}
