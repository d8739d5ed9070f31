"""The names that sites call their first page by, in the languages of the news."""

from __future__ import annotations

HOME_NAMES = frozenset(
    {
        "home", "homepage", "home page", "start", "startseite", "website", "index", "frontpage", "front page", "main",
        "accueil", "à la une", "inicio", "portada", "início", "página inicial", "capa", "voorpagina", "hem",
        "startsidan", "forside", "forsiden", "forsíða", "etusivu", "strona główna", "główna", "domů", "úvod",
        "titulní strana", "címlap", "főoldal", "kezdőlap", "ana sayfa", "anasayfa", "αρχική", "главная", "головна",
        "titulinis", "pradžia", "beranda", "trang chủ", "ホーム", "トップ", "トップページ", "홈", "首页", "首頁",
        "الرئيسية", "ראשי", "דף הבית", "होम",
    }
)  # fmt: skip
