"""The grammar's rules in words, for whoever asks why the document was read so. A rule without words shows its name."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

_SUBJECTS = {
    "task": _("Là một việc"),
    "lead": _("Chủ trì"),
    "coordinate": _("Phối hợp"),
    "time": _("Thời hạn"),
    "product": _("Sản phẩm"),
}
_RULES = {
    "task:point": _("một khoản, điểm hoặc gạch đầu dòng giao việc"),
    "task:paragraph": _("một đoạn dưới tiêu đề nêu tên đơn vị"),
    "task:row": _("một dòng của bảng phân công"),
    "task:labelled_lines": _("một mục có các dòng ghi cơ quan chủ trì, thời gian, sản phẩm"),
    "task:own_words": _("đoạn tự nêu việc phải làm, dẫn tới các ý bên dưới"),
    "task:with_who": _("một mục cùng dòng bên dưới ghi ai thực hiện"),
    "task:whole_list": _("một mục cùng danh sách bên dưới"),
    "task:whole_dash": _("một gạch đầu dòng cùng các dấu cộng bên dưới"),
    "lead:asked": _("câu ghi “Giao…”, “Đề nghị…”, “Yêu cầu…”"),
    "lead:subject": _("tên đứng đầu câu"),
    "lead:unit_heading": _("tên là tiêu đề ngay trên"),
    "lead:unit_above": _("tên ở mục bao ngoài"),
    "lead:lead_in": _("tên trong câu dẫn ở trên"),
    "lead:later_sentence": _("tên ở một câu sau của đoạn"),
    "lead:later_clause": _("tên ở một vế sau của câu"),
    "lead:after_circumstance": _("tên đứng sau phần nêu căn cứ, bối cảnh"),
    "lead:in_brackets": _("tên trong ngoặc, sau việc phải làm"),
    "lead:given": _("câu ghi “…, giao…” sau việc phải làm"),
    "lead:numbered": _("tên đứng đầu từng ý đánh số trong câu"),
    "lead:at_the_end": _("tên ở cuối câu, sau dấu gạch"),
    "lead:column": _("cột cơ quan chủ trì"),
    "lead:labelled_line": _("dòng ghi cơ quan chủ trì"),
    "coordinate:with_unit": _("câu ghi “phối hợp với…”"),
    "coordinate:along": _("câu ghi “cùng với…”"),
    "coordinate:they_too": _("câu ghi “…phối hợp thực hiện”"),
    "coordinate:column": _("cột cơ quan phối hợp"),
    "coordinate:labelled_line": _("dòng ghi cơ quan phối hợp"),
    "time:before_day": _("câu ghi “trước ngày…”"),
    "product:titled": _("tên văn bản đứng đầu câu"),
    "product:drafted": _("sau “xây dựng”, “ban hành”, “trình”"),
    "product:submitted": _("sau tên nơi được trình"),
    "product:gathered": _("kết quả được tổng hợp"),
    "product:reported": _("sau “báo cáo”"),
    "product:periodic_report": _("báo cáo theo kỳ"),
    "product:column": _("cột sản phẩm"),
    "product:labelled_line": _("dòng ghi sản phẩm"),
}


def in_words(rules: Iterable[str]) -> list[tuple[str, str]]:
    """What each rule is about, and what it says: [("Chủ trì", "tên đứng đầu câu")]."""
    told = []
    for rule in rules:
        subject, _colon, name = rule.partition(":")
        told.append((str(_SUBJECTS.get(subject, subject)), str(_RULES.get(rule, name.replace("_", " ")))))
    return told
