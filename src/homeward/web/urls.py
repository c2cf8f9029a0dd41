"""Every address, in the order of the navigation; rights.py says who may open it, and a test holds both together."""

from django.urls import path

from homeward.web import trouble
from homeward.web.api import addresses as api
from homeward.web.languages import choose_language
from homeward.web.pages import (
    cases,
    deadlines,
    desk,
    documents,
    exports,
    families,
    past,
    people,
    readings,
    reviews,
    routes,
    solved,
    start,
    statements,
    team,
    tokens,
    treaties,
    variants,
)
from homeward.web.pages.signing_in import ADDRESSES
from homeward.web.rights import guarded

handler400 = trouble.bad_request
handler404 = trouble.not_found
handler429 = trouble.too_often
handler500 = trouble.fault

PAGES = [
    path("", start.start, name="start"),
    path("reports/", start.add, name="add_reports"),
    path("reports/<slug:job_id>/", readings.reading, name="reading"),
    path("reports/<slug:job_id>/progress/", readings.progress, name="reading_progress"),
    path("reports/<slug:job_id>/stop/", readings.stop_reading, name="stop_reading"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<slug:document_id>/", documents.reader, name="reader"),
    path("documents/<slug:document_id>/original/", documents.original, name="original"),
    path("documents/<slug:document_id>/original/<int:number>.png", documents.original_page, name="original_page"),
    path("documents/<slug:document_id>/add/", reviews.add, name="add_claim"),
    path("search/", documents.search, name="search"),
    path("claims/<slug:claim_id>/", documents.claim, name="claim"),
    path("claims/<slug:claim_id>/review/", reviews.review, name="review_claim"),
    path("claims/<slug:claim_id>/correct/", reviews.correct, name="correct_claim"),
    path("review/", reviews.to_review, name="to_review"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<slug:person_id>/", cases.case, name="case"),
    path("cases/<slug:person_id>/timeline.svg", cases.timeline, name="timeline"),
    path("cases/<slug:person_id>/routes/", routes.routes, name="routes"),
    path("cases/<slug:person_id>/family/", families.family, name="family"),
    path("cases/<slug:person_id>/family/clearing/", families.clearing, name="clearing"),
    path("conflicts/<slug:conflict_id>/", cases.rule, name="rule"),
    path("people/", people.people, name="people"),
    path("people/<slug:person_id>/", people.person, name="person"),
    path("statements/", statements.statements, name="statements"),
    path("treaties/", treaties.treaties, name="treaties"),
    path("treaties/matrix/", treaties.matrix, name="matrix"),
    path("treaties/<slug:instrument>/", treaties.treaty, name="treaty"),
    path("exchanges/", variants.exchanges, name="exchanges"),
    path("exchanges/desk/", desk.desk, name="desk"),
    path("exchanges/solve/", desk.solve, name="solve"),
    path("exchanges/solved/<slug:job_id>/", solved.solved, name="solved"),
    path("exchanges/solved/<slug:job_id>/stop/", solved.stop, name="stop"),
    path("exchanges/save/", variants.save, name="save"),
    path("exchanges/export/", variants.export, name="export"),
    path("exchanges/compare/", variants.compare, name="compare"),
    path("exchanges/variants/<int:variant_id>/", variants.variant, name="variant"),
    path("exchanges/variants/<int:variant_id>/delete/", variants.delete, name="delete_variant"),
    path("exchanges/history/", past.history, name="history"),
    path("exchanges/history/<slug:past_id>/", past.past, name="past"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<slug:job_id>/", exports.export_list, name="export_list"),
    path("exports/<slug:job_id>/progress/", exports.progress, name="export_list_progress"),
    path("exports/<slug:job_id>/stop/", exports.stop_export, name="stop_export_list"),
    path("exports/<slug:job_id>/file/", exports.take, name="export_list_file"),
    path("people/<slug:person_id>/access/", team.person_access, name="person_access"),
    path("documents/<slug:document_id>/access/", team.document_access, name="document_access"),
    path("team/", team.members, name="team"),
    path("team/members/", team.add_member, name="add_member"),
    path("team/members/<int:member_id>/", team.change_member, name="change_member"),
    path("team/groups/", team.add_group, name="add_group"),
    path("team/groups/<int:group_id>/", team.change_group, name="change_group"),
    path("team/log/", team.log, name="access_log"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<slug:token_id>/revoke/", tokens.revoke, name="revoke_token"),
    path("api/", api.reference, name="api"),
    path("language/", choose_language, name="language"),
    *ADDRESSES,
]

urlpatterns = [*guarded(PAGES), *api.ADDRESSES]
